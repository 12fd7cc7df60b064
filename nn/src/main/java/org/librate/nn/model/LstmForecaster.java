package org.librate.nn.model;

import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Lstm;

/**
 * Reads a series {@code [time, features]} with an LSTM and tells what comes from its last state: {@code [outputs]}, as many as horizons times values.
 * 64 units and one layer unless told otherwise.
 *
 * <pre>{@code
 * LstmForecaster.of(24).withUnits(64).withLayers(2).withDropout(0.1)
 * }</pre>
 */
public record LstmForecaster(int outputs, int units, int layers, double dropout) implements OfSequences {

    public LstmForecaster {
        Check.positive("LstmForecaster", "outputs", outputs);
        Check.positive("LstmForecaster", "units", units);
        Check.positive("LstmForecaster", "layers", layers);
        Check.fraction("LstmForecaster", "dropout", dropout);
        Check.require(dropout == 0 || layers > 1, "LstmForecaster", "dropout is between layers, of which there must be two", layers);
    }

    public static LstmForecaster of(int outputs) {
        return new LstmForecaster(outputs, 64, 1, 0);
    }

    public LstmForecaster withUnits(int units) {
        return new LstmForecaster(outputs, units, layers, dropout);
    }

    public LstmForecaster withLayers(int layers) {
        return new LstmForecaster(outputs, units, layers, dropout);
    }

    /** Between layers. */
    public LstmForecaster withDropout(double dropout) {
        return new LstmForecaster(outputs, units, layers, dropout);
    }

    /** The layers it is made of. */
    @Override
    public Sequential net() {
        return Sequential.of(Lstm.of(units).withLayers(layers).withDropout(dropout).withLastOnly(true), Dense.of(outputs).named("head"));
    }

    @Override
    public Shape outputShape(Shape input) {
        return OfSequences.overSeries(this, input);
    }

    @Override
    public String toString() {
        return "LstmForecaster[outputs=" + outputs + ", units=" + units + (layers == 1 ? "" : ", layers=" + layers)
                + (dropout == 0 ? "" : ", dropout=" + dropout) + "]";
    }
}
