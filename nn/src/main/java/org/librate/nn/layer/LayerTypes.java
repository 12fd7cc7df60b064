package org.librate.nn.layer;

import org.librate.core.save.SavedTypes;

/** How files call the layers of this package. A name stays what it is, whatever happens to the class. */
public final class LayerTypes {

    private LayerTypes() {
    }

    public static SavedTypes all() {
        return SavedTypes.create()
                .with("AdaptiveAvgPool2d", AdaptiveAvgPool2d.Spec.class)
                .with("AdaptiveMaxPool2d", AdaptiveMaxPool2d.Spec.class)
                .with("Add", Add.class)
                .with("AvgPool1d", AvgPool1d.Spec.class)
                .with("AvgPool2d", AvgPool2d.Spec.class)
                .with("BatchNorm", BatchNorm.Spec.class)
                .with("Concat", Concat.class)
                .with("Conv1d", Conv1d.Spec.class)
                .with("Conv2d", Conv2d.Spec.class)
                .with("ConvTranspose2d", ConvTranspose2d.Spec.class)
                .with("Dense", Dense.Spec.class)
                .with("DepthwiseConv2d", DepthwiseConv2d.Spec.class)
                .with("DropPath", DropPath.Spec.class)
                .with("Dropout", Dropout.Spec.class)
                .with("Elu", Elu.class)
                .with("Embedding", Embedding.Spec.class)
                .with("Flatten", Flatten.Spec.class)
                .with("GaussianNoise", GaussianNoise.Spec.class)
                .with("Gat", Gat.Spec.class)
                .with("Gcn", Gcn.Spec.class)
                .with("Gelu", Gelu.class)
                .with("GlobalAvgPool1d", GlobalAvgPool1d.Spec.class)
                .with("GlobalAvgPool2d", GlobalAvgPool2d.Spec.class)
                .with("GlobalMaxPool1d", GlobalMaxPool1d.Spec.class)
                .with("GlobalMaxPool2d", GlobalMaxPool2d.Spec.class)
                .with("Glu", Glu.class)
                .with("GraphReadout", GraphReadout.Spec.class)
                .with("GraphSage", GraphSage.Spec.class)
                .with("GroupNorm", GroupNorm.Spec.class)
                .with("Gru", Gru.Spec.class)
                .with("LastStep", LastStep.Spec.class)
                .with("LayerNorm", LayerNorm.Spec.class)
                .with("LeakyRelu", LeakyRelu.class)
                .with("Lstm", Lstm.Spec.class)
                .with("MaxPool1d", MaxPool1d.Spec.class)
                .with("MaxPool2d", MaxPool2d.Spec.class)
                .with("Mish", Mish.class)
                .with("Multiply", Multiply.class)
                .with("PRelu", PRelu.Spec.class)
                .with("Permute", Permute.Spec.class)
                .with("Relu", Relu.class)
                .with("Repeat", Repeat.class)
                .with("Reshape", Reshape.Spec.class)
                .with("Residual", Residual.class)
                .with("RmsNorm", RmsNorm.Spec.class)
                .with("Selu", Selu.class)
                .with("SeparableConv2d", SeparableConv2d.Spec.class)
                .with("Sigmoid", Sigmoid.class)
                .with("Silu", Silu.class)
                .with("SimpleRnn", SimpleRnn.Spec.class)
                .with("Softmax", Softmax.class)
                .with("Softplus", Softplus.class)
                .with("SpatialDropout", SpatialDropout.Spec.class)
                .with("SqueezeExcitation", SqueezeExcitation.Spec.class)
                .with("Tanh", Tanh.class)
                .with("WithState", RecurrentNet.class)
                .with("Parallel", Parallel.class, Parallel.Saved.class, Parallel::saved, Parallel.Saved::parallel)
                .refusing(Lambda.Spec.class, "its function is code. Write the layer as a record that implements LayerSpec, and register that");
    }
}
