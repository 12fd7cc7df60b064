package org.librate.benchmarks.imbalance;

import java.util.LinkedHashMap;
import java.util.Map;
import org.librate.benchmarks.Case;
import org.librate.imbalance.combined.Combined;
import org.librate.imbalance.over.Smote;
import org.librate.imbalance.over.SmoteNc;
import org.librate.imbalance.under.EditedNearestNeighbors;
import org.librate.imbalance.under.NearMiss;
import org.librate.imbalance.under.TomekLinks;

/**
 * Samplers on tables, one row in ten of which is of the rare class. {@code peers/imbalance.py} has the same under the same names, but for the
 * largest, which show what they need.
 */
public final class ImbalanceCases {

    private ImbalanceCases() {
    }

    /** All cases, in the order they are reported. */
    public static Map<String, Case> all() {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("Tomek links 200k x 30", () -> SamplerWork.of(TomekLinks.create(), 200_000, 30, 0));
        cases.put("SMOTE 200k x 30", () -> SamplerWork.of(Smote.create(), 200_000, 30, 0));
        cases.put("ENN 100k x 30", () -> SamplerWork.of(EditedNearestNeighbors.create(), 100_000, 30, 0));
        cases.put("NearMiss-2 100k x 30", () -> SamplerWork.of(NearMiss.farthest(), 100_000, 30, 0));
        cases.put("SMOTENC 200k x (10 + 1,000 levels)", () -> SamplerWork.of(SmoteNc.create(), 200_000, 10, 1_000));
        cases.put("SMOTE + Tomek links 30k x 63", () -> SamplerWork.of(Combined.smoteTomek(), 30_000, 63, 0));
        cases.put("Tomek links 1M x 30", () -> SamplerWork.of(TomekLinks.create(), 1_000_000, 30, 0));
        cases.put("SMOTE 1M x 30", () -> SamplerWork.of(Smote.create(), 1_000_000, 30, 0));
        cases.put("SMOTENC 1M x (10 + 10,000 levels)", () -> SamplerWork.of(SmoteNc.create(), 1_000_000, 10, 10_000));
        return cases;
    }
}
