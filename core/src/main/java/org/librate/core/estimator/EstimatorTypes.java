package org.librate.core.estimator;

import org.librate.core.save.SavedTypes;

/** What of this package can be saved: plans and models, but for rules that are code. */
public final class EstimatorTypes {

    private EstimatorTypes() {
    }

    /** The names are part of files: they stay. */
    public static SavedTypes types() {
        return SavedTypes.create()
                .with("FeatureSchema", FeatureSchema.class)
                .with("DummyClassifier", DummyClassifier.class)
                .with("DummyModel", DummyModel.class)
                .with("DummyRegressor", DummyRegressor.class)
                .with("ConstantModel", ConstantModel.class)
                .with("LogisticRegression", LogisticRegression.class)
                .with("LinearClassifier", LinearClassifier.class)
                .with("LinearSvm", LinearSvm.class)
                .with("LinearRegression", LinearRegression.class)
                .with("LinearRegressor", LinearRegressor.class)
                .with("KNeighborsClassifier", KNeighborsClassifier.class)
                .with("KNeighborsRegressor", KNeighborsRegressor.class)
                .with("NeighborModel", NeighborModel.class, NeighborModel.Form.class, NeighborModel::form, NeighborModel::of)
                .with("NaiveBayes", NaiveBayes.class)
                .with("NaiveBayesModel", NaiveBayesModel.class)
                .with("HumanModel", HumanModel.class)
                .refusing(Heuristic.class, "Its rule is code.");
    }
}
