package org.librate.nn.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.librate.core.Check;
import org.librate.core.save.Replace;

/**
 * Writes the history to a CSV file after each epoch: one line for each, with a header. The file is replaced as a whole, so it is complete at any
 * moment, and a resumed run continues it.
 */
public final class CsvLog implements TrainingCallback {

    private final Path file;

    private CsvLog(Path file) {
        this.file = file;
    }

    public static CsvLog to(Path file) {
        return new CsvLog(Check.notNull("CsvLog", "file", file));
    }

    @Override
    public void onEpoch(Progress progress) {
        List<String> lines = new ArrayList<>();
        List<EpochResult> results = progress.results();
        List<String> metrics = List.copyOf(results.get(0).metrics().keySet());
        lines.add("epoch,updates,loss,validation_loss," + metrics.stream().map(name -> quoted(name) + ",").collect(Collectors.joining())
                + "rate,seconds");
        for (EpochResult e : results) {
            String validation = e.validationLoss().isPresent() ? Double.toString(e.validationLoss().getAsDouble()) : "";
            String values = metrics.stream().map(name -> e.metrics().get(name) + ",").collect(Collectors.joining());
            lines.add(e.epoch() + "," + e.updates() + "," + e.loss() + "," + validation + "," + values + e.rate() + "," + e.seconds());
        }
        try {
            Replace.file(file, out -> out.write(String.join("\n", lines).concat("\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("CsvLog: cannot write " + file + ".", e);
        }
    }

    private static String quoted(String name) {
        return name.matches("[^,\"\n\r]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return "CsvLog[" + file + "]";
    }
}
