package org.librate.nn.model;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.nn.LayerSpec;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Conv1d;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.Embedding;
import org.librate.nn.layer.GlobalMaxPool1d;
import org.librate.nn.layer.Parallel;
import org.librate.nn.layer.Relu;

/**
 * A convolutional network for texts (Kim 2014): tokens {@code [time]} to {@code [classes]}. Filters over runs of several widths each give the largest
 * answer over time, and these are classified. Texts may be shorter than the widths; padding changes nothing. A table of 128, widths 3, 4 and 5 with
 * 100 filters each and dropout of 0.5 unless told otherwise.
 *
 * <pre>{@code
 * TextCnn.of(words.size(), 2).withWidths(2, 3, 4).withFilters(64)
 * }</pre>
 */
public record TextCnn(int vocabulary, int classes, int width, List<Integer> widths, int filters, double dropout) implements OfSequences {

    public TextCnn {
        widths = List.copyOf(widths);
        Check.positive("TextCnn", "vocabulary", vocabulary);
        Check.positive("TextCnn", "classes", classes);
        Check.positive("TextCnn", "width", width);
        Check.require(!widths.isEmpty() && widths.stream().allMatch(one -> one > 0), "TextCnn", "widths of filters must be > 0", widths);
        Check.positive("TextCnn", "filters", filters);
        Check.fraction("TextCnn", "dropout", dropout);
    }

    public static TextCnn of(int vocabulary, int classes) {
        return new TextCnn(vocabulary, classes, 128, List.of(3, 4, 5), 100, 0.5);
    }

    /** Over how many tokens filters look. */
    public TextCnn withWidths(Integer... widths) {
        return new TextCnn(vocabulary, classes, width, List.of(widths), filters, dropout);
    }

    /** Of the table of tokens. */
    public TextCnn withWidth(int width) {
        return new TextCnn(vocabulary, classes, width, widths, filters, dropout);
    }

    /** Of each width. */
    public TextCnn withFilters(int filters) {
        return new TextCnn(vocabulary, classes, width, widths, filters, dropout);
    }

    /** Before the end. */
    public TextCnn withDropout(double dropout) {
        return new TextCnn(vocabulary, classes, width, widths, filters, dropout);
    }

    /** The layers it is made of. */
    @Override
    public Sequential net() {
        LayerSpec[] branches = widths.stream()
                .map(one -> Sequential.of(Conv1d.of(filters, one).withPadding(Padding.SAME), Relu.create(), GlobalMaxPool1d.create()))
                .toArray(LayerSpec[]::new);
        LayerSpec head = Dense.of(classes).named("head");
        return dropout == 0 ? Sequential.of(Embedding.of(vocabulary, width), Parallel.concat(branches), head)
                : Sequential.of(Embedding.of(vocabulary, width), Parallel.concat(branches), Dropout.of(dropout), head);
    }

    @Override
    public Shape outputShape(Shape input) {
        return OfSequences.overTokens(this, input);
    }

    @Override
    public String toString() {
        return "TextCnn[vocabulary=" + vocabulary + ", classes=" + classes + ", width=" + width + ", widths=" + widths + ", filters=" + filters
                + (dropout == 0 ? "" : ", dropout=" + dropout) + "]";
    }
}
