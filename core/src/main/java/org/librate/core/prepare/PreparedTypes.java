package org.librate.core.prepare;

import org.librate.core.save.SavedTypes;

/** How files call the fitted steps of this package. A name stays what it is, whatever happens to the class. */
public final class PreparedTypes {

    private PreparedTypes() {
    }

    public static SavedTypes all() {
        return SavedTypes.create()
                .with("FittedBinning", Binning.Fitted.class)
                .with("FittedBooleanToNumber", BooleanToNumber.Fitted.class)
                .with("FittedColumnsToVector", ColumnsToVector.Fitted.class)
                .with("FittedDateParts", DateParts.Fitted.class)
                .with("FittedDrop", Drop.Fitted.class)
                .with("FittedFeatureSelection", FeatureSelection.Fitted.class)
                .with("FittedFrequencyEncoder", FrequencyEncoder.Fitted.class)
                .with("FittedHashingEncoder", HashingEncoder.Fitted.class)
                .with("FittedHashingVectorizer", HashingVectorizer.Fitted.class)
                .with("FittedImpute", Impute.Fitted.class)
                .with("FittedLags", Lags.Fitted.class)
                .with("FittedLog1p", Log1p.Fitted.class)
                .with("FittedNeighborImpute", NeighborImpute.Fitted.class)
                .with("FittedOneHot", OneHot.Fitted.class)
                .with("FittedOrdinal", Ordinal.Fitted.class)
                .with("FittedPca", Pca.Fitted.class)
                .with("FittedPolynomialFeatures", PolynomialFeatures.Fitted.class)
                .with("FittedPowerTransformer", PowerTransformer.Fitted.class)
                .with("FittedQuantileTransformer", QuantileTransformer.Fitted.class)
                .with("FittedRename", Rename.Fitted.class)
                .with("FittedRollingWindow", RollingWindow.Fitted.class)
                .with("FittedScaler", FittedScaler.class)
                .with("FittedSelect", Select.Fitted.class)
                .with("FittedTargetEncoder", TargetEncoder.Fitted.class)
                .with("FittedTfIdf", TfIdf.Fitted.class)
                .with("FittedVectorToColumns", VectorToColumns.Fitted.class)
                .refusing(MapColumn.Fitted.class, "its function is code. Write the step as a Transformer of your own whose fitted form is a "
                        + "record, and register that");
    }
}
