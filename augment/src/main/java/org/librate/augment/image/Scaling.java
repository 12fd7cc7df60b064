package org.librate.augment.image;

import java.util.Arrays;

/** Another size. Each axis on its own, so what a pixel becomes is a sum of a few pixels of a line, and then of a column. */
record Scaling(String name, int sourceHeight, int sourceWidth, int height, int width, Interpolation interpolation, boolean antialias)
        implements Geometry {

    /** For each pixel of a line that comes out: the first pixel it is made of, and the weights from there on; as many for all. */
    private record Axis(int taps, int[] first, float[] weights) {
    }

    @Override
    public void forward(double[] points) {
        for (int i = 0; i < points.length; i += 2) {
            points[i] *= (double) width / sourceWidth;
            points[i + 1] *= (double) height / sourceHeight;
        }
    }

    @Override
    public boolean mirrors() {
        return false;
    }

    @Override
    public Geometry inverse() {
        return new Scaling(name + ".inverse", height, width, sourceHeight, sourceWidth, interpolation, antialias);
    }

    @Override
    public Image move(Image image, Layer.Kind kind) {
        if (image.height() == height && image.width() == width) {
            return image;
        }
        if (kind == Layer.Kind.MASK || interpolation == Interpolation.NEAREST) {
            return nearest(image);
        }
        boolean isSmoothed = antialias && (height < sourceHeight || width < sourceWidth);
        if (interpolation == Interpolation.BILINEAR && !isSmoothed && Squares.fit(image)) {
            return Squares.resized(image, height, width);
        }
        Axis across = axis(sourceWidth, width);
        Axis down = axis(sourceHeight, height);
        // adding lines up is many values at once, and adding pixels of a line up is not: that is done where there are fewer
        boolean isDownFirst = (long) height * (4L * width * across.taps + (long) sourceWidth * down.taps) < 4L * sourceHeight * width * across.taps
                + (long) height * width * down.taps;
        return isDownFirst ? downFirst(image, across, down) : mix(image, across, down);
    }

    private Image nearest(Image image) {
        Image result = Image.like(image, height, width);
        int channels = image.channels();
        Object from = image.isBytes() ? image.bytes() : image.floats();
        Object into = result.isBytes() ? result.bytes() : result.floats();
        int[] columns = new int[width];
        Arrays.setAll(columns, x -> (int) ((x + 0.5) * sourceWidth / width) * channels);
        for (int y = 0; y < height; y++) {
            int line = (int) ((y + 0.5) * sourceHeight / height) * sourceWidth * channels;
            for (int x = 0; x < width; x++) {
                System.arraycopy(from, line + columns[x], into, (y * width + x) * channels, channels);
            }
        }
        return result;
    }

    /** First along lines, only those that are needed, then along columns. */
    private Image mix(Image image, Axis across, Axis down) {
        Image result = Image.like(image, height, width);
        int channels = image.channels();
        int row = width * channels;
        float[][] lines = new float[down.taps][row]; // the last lines, each in the place of its number modulo their count
        int[] held = new int[down.taps];
        Arrays.fill(held, -1);
        float[] source = new float[sourceWidth * channels];
        float[] sum = new float[row];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sum, image.isBytes() ? 0.5f : 0);
            for (int k = 0; k < down.taps; k++) {
                float weight = down.weights[y * down.taps + k];
                int number = down.first[y] + k;
                if (weight == 0) {
                    continue;
                }
                float[] line = lines[number % down.taps];
                if (held[number % down.taps] != number) {
                    read(image, number, source);
                    along(source, channels, across, line);
                    held[number % down.taps] = number;
                }
                add(line, weight, sum);
            }
            write(sum, result, y);
        }
        return result;
    }

    /** First along columns, and then along the lines that come of it. */
    private Image downFirst(Image image, Axis across, Axis down) {
        Image result = Image.like(image, height, width);
        int channels = image.channels();
        int row = sourceWidth * channels;
        float[][] lines = new float[down.taps][row];
        int[] held = new int[down.taps];
        Arrays.fill(held, -1);
        float[] sum = new float[row];
        float[] line = new float[width * channels];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sum, image.isBytes() ? 0.5f : 0);
            for (int k = 0; k < down.taps; k++) {
                float weight = down.weights[y * down.taps + k];
                int number = down.first[y] + k;
                if (weight == 0) {
                    continue;
                }
                float[] source = lines[number % down.taps];
                if (held[number % down.taps] != number) {
                    read(image, number, source);
                    held[number % down.taps] = number;
                }
                add(source, weight, sum);
            }
            along(sum, channels, across, line);
            write(line, result, y);
        }
        return result;
    }

    private static void add(float[] line, float weight, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * line[i];
        }
    }

    private static void write(float[] line, Image result, int y) {
        if (result.isBytes()) {
            byte[] bytes = result.bytes();
            for (int i = 0; i < line.length; i++) {
                bytes[y * line.length + i] = (byte) Math.max(0, Math.min(255, (int) line[i]));
            }
        } else {
            System.arraycopy(line, 0, result.floats(), y * line.length, line.length);
        }
    }

    private static void read(Image image, int line, float[] into) {
        int begin = line * into.length;
        if (image.isBytes()) {
            byte[] bytes = image.bytes();
            for (int i = 0; i < into.length; i++) {
                into[i] = bytes[begin + i] & 0xFF;
            }
        } else {
            System.arraycopy(image.floats(), begin, into, 0, into.length);
        }
    }

    private static void along(float[] source, int channels, Axis axis, float[] into) {
        int taps = axis.taps;
        if (channels == 3) {
            for (int x = 0; x < axis.first.length; x++) {
                float a = 0;
                float b = 0;
                float c = 0;
                int at = 3 * axis.first[x];
                for (int k = 0; k < taps; k++) {
                    float weight = axis.weights[x * taps + k];
                    a += weight * source[at];
                    b += weight * source[at + 1];
                    c += weight * source[at + 2];
                    at += 3;
                }
                into[3 * x] = a;
                into[3 * x + 1] = b;
                into[3 * x + 2] = c;
            }
            return;
        }
        for (int x = 0; x < axis.first.length; x++) {
            for (int c = 0; c < channels; c++) {
                float value = 0;
                for (int k = 0; k < taps; k++) {
                    value += axis.weights[x * taps + k] * source[(axis.first[x] + k) * channels + c];
                }
                into[x * channels + c] = value;
            }
        }
    }

    /** The weights along an axis; what reaches beyond the edge is left out, and the rest sums to 1. */
    private Axis axis(int from, int to) {
        double scale = (double) from / to;
        double stretch = antialias ? Math.max(1, scale) : 1;
        double reach = switch (interpolation) {
            case BICUBIC -> 2 * stretch;
            case AREA -> Math.max(1, scale) / 2;
            default -> stretch;
        };
        int taps = Math.min(from, (int) Math.ceil(2 * reach) + 1);
        int[] first = new int[to];
        float[] weights = new float[to * taps];
        for (int i = 0; i < to; i++) {
            double middle = (i + 0.5) * scale;
            first[i] = Math.max(0, Math.min(from - taps, (int) Math.floor(middle - reach)));
            double sum = 0;
            double[] each = new double[taps];
            for (int k = 0; k < taps; k++) {
                each[k] = weight(first[i] + k, middle, stretch, reach);
                sum += each[k];
            }
            for (int k = 0; k < taps; k++) {
                weights[i * taps + k] = (float) (each[k] / sum);
            }
        }
        return new Axis(taps, first, weights);
    }

    /** What pixel k counts for a place: how much of it lies under the window, or the height of the filter at its middle. */
    private double weight(int k, double middle, double stretch, double reach) {
        if (interpolation == Interpolation.AREA) {
            return Math.max(0, Math.min(k + 1, middle + reach) - Math.max(k, middle - reach));
        }
        double t = Math.abs(k + 0.5 - middle) / stretch;
        if (interpolation == Interpolation.BICUBIC) {
            return t < 1 ? (1.5 * t - 2.5) * t * t + 1 : t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
        }
        return Math.max(0, 1 - t);
    }

    @Override
    public String toString() {
        return name + "[" + height + " × " + width + "]";
    }
}
