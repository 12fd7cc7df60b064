package org.librate.augment.image;

/**
 * A bend: for the middle of each pixel that comes out, where in the image it lies. Points go the other way, and are found step by step.
 *
 * @param xs where from, in the coordinates of the image
 */
record Field(String name, int sourceHeight, int sourceWidth, int height, int width, float[] xs, float[] ys, Interpolation interpolation, Border border) implements Geometry {

    private static final int STEPS = 30;

    /** Goes to where the difference points until there is none: the bend must be gentle, which all that are drawn here are. */
    @Override
    public void forward(double[] points) {
        double scaleX = (double) width / sourceWidth;
        double scaleY = (double) height / sourceHeight;
        for (int i = 0; i < points.length; i += 2) {
            double x = points[i] * scaleX;
            double y = points[i + 1] * scaleY;
            for (int step = 0; step < STEPS; step++) {
                double offX = points[i] - from(xs, x, y, scaleX, true);
                double offY = points[i + 1] - from(ys, x, y, scaleY, false);
                x += offX * scaleX;
                y += offY * scaleY;
                if (Math.abs(offX) + Math.abs(offY) < 1e-4) {
                    break;
                }
            }
            points[i] = x;
            points[i + 1] = y;
        }
    }

    /** Where a place between pixels comes from; beyond the edge as far off as at the edge. */
    private double from(float[] map, double x, double y, double scale, boolean across) {
        double column = Math.max(0, Math.min(width - 1, x - 0.5));
        double row = Math.max(0, Math.min(height - 1, y - 0.5));
        int left = (int) Math.min(column, Math.max(0, width - 2));
        int upper = (int) Math.min(row, Math.max(0, height - 2));
        int right = Math.min(width - 1, left + 1);
        int lower = Math.min(height - 1, upper + 1);
        double u = column - left;
        double v = row - upper;
        double value = (map[upper * width + left] * (1 - u) + map[upper * width + right] * u) * (1 - v)
                + (map[lower * width + left] * (1 - u) + map[lower * width + right] * u) * v;
        return value + (across ? x - 0.5 - column : y - 0.5 - row) / scale;
    }

    @Override
    public boolean bends() {
        return true;
    }

    @Override
    public boolean mirrors() {
        return false;
    }

    @Override
    public Geometry inverse() {
        float[] backX = new float[sourceHeight * sourceWidth];
        float[] backY = new float[sourceHeight * sourceWidth];
        double[] point = new double[2];
        for (int y = 0; y < sourceHeight; y++) {
            for (int x = 0; x < sourceWidth; x++) {
                point[0] = x + 0.5;
                point[1] = y + 0.5;
                forward(point);
                backX[y * sourceWidth + x] = (float) point[0];
                backY[y * sourceWidth + x] = (float) point[1];
            }
        }
        return new Field(name + ".inverse", height, width, sourceHeight, sourceWidth, backX, backY, interpolation, border);
    }

    @Override
    public Image move(Image image, Layer.Kind kind) {
        Taps taps = Taps.of(image, kind, interpolation, border);
        Image result = Image.like(image, height, width);
        float[] lineX = new float[width];
        float[] lineY = new float[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                lineX[x] = xs[y * width + x] - 0.5f;
                lineY[x] = ys[y * width + x] - 0.5f;
            }
            taps.line(lineX, lineY, width, result, y * width);
        }
        return result;
    }

    @Override
    public String toString() {
        return name;
    }
}
