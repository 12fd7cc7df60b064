package org.librate.nn.train;

import java.util.Optional;
import org.librate.core.learn.PipelineTypesProvider;
import org.librate.core.save.SavedTypes;
import org.librate.nn.save.NetJson;

/** Lets a network stand at the end of a pipeline that is saved. Made by {@link java.util.ServiceLoader}; nobody else needs it. */
public final class NetworkModelTypes implements PipelineTypesProvider {

    @Override
    public SavedTypes types() {
        return NetJson.types().with("NetworkModel", NetworkModel.class, SavedNetworkModel.class, SavedNetworkModel::of, SavedNetworkModel::model)
                .withDefault(NetworkModel.class, "shares", Optional.empty()); // of files from before there was one
    }
}
