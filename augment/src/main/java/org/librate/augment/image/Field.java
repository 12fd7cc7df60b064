package org.librate.augment.image;

import java.util.Arrays;

/**
 * A bend: for the middle of each pixel that comes out, where in the image it lies. Points go the other way, and are found step by step.
 *
 * @param xs        where from, in the coordinates of the image
 * @param separable whether each column comes from one column and each row from one row: then points are found exactly, along each axis
 */
record Field(String name, int sourceHeight, int sourceWidth, int height, int width, float[] xs, float[] ys, boolean separable,
        Interpolation interpolation, Border border)
        implements Geometry {

    private static final int STEPS = 50;
    private static final int HALVINGS = 10;
    private static final double NEAR = 1e-7;

    @Override
    public void forward(double[] points) {
        if (separable) {
            float[] across = Arrays.copyOf(xs, width);
            float[] down = new float[height];
            for (int y = 0; y < height; y++) {
                down[y] = ys[y * width];
            }
            for (int i = 0; i < points.length; i += 2) {
                points[i] = along(across, points[i], (double) width / sourceWidth);
                points[i + 1] = along(down, points[i + 1], (double) height / sourceHeight);
            }
            return;
        }
        double[] here = new double[6];
        double[] there = new double[6];
        for (int i = 0; i < points.length; i += 2) {
            step(points, i, here, there);
        }
    }

    /** Where on an axis that only grows a place comes to lie; beyond its ends as far off as at the ends. */
    private static double along(float[] axis, double place, double scale) {
        int last = axis.length - 1;
        if (place <= axis[0]) {
            return 0.5 + (place - axis[0]) * scale;
        }
        if (place >= axis[last]) {
            return last + 0.5 + (place - axis[last]) * scale;
        }
        int before = 0;
        int after = last;
        while (after - before > 1) {
            int middle = (before + after) >>> 1;
            if (axis[middle] <= place) {
                before = middle;
            } else {
                after = middle;
            }
        }
        return before + 0.5 + (place - axis[before]) / (axis[after] - axis[before]);
    }

    /** Newton's steps, each halved until it comes nearer: full ones may jump to and fro where the bend is strong. */
    private void step(double[] points, int i, double[] here, double[] there) {
        double scaleX = (double) width / sourceWidth;
        double scaleY = (double) height / sourceHeight;
        double x = points[i] * scaleX;
        double y = points[i + 1] * scaleY;
        from(x, y, here);
        for (int step = 0; step < STEPS; step++) {
            double offX = points[i] - here[0];
            double offY = points[i + 1] - here[1];
            double off = Math.hypot(offX, offY);
            if (!(off > NEAR)) {
                break;
            }
            double area = here[2] * here[5] - here[3] * here[4];
            boolean usable = area * scaleX * scaleY > 1e-3; // else it is folded or flat here, and one goes where the difference points
            double moveX = usable ? (here[5] * offX - here[3] * offY) / area : offX * scaleX;
            double moveY = usable ? (here[2] * offY - here[4] * offX) / area : offY * scaleY;
            double part = 1;
            from(x + moveX, y + moveY, there);
            for (int k = 0; k < HALVINGS && Math.hypot(points[i] - there[0], points[i + 1] - there[1]) >= off; k++) {
                part /= 2;
                from(x + part * moveX, y + part * moveY, there);
            }
            x += part * moveX;
            y += part * moveY;
            System.arraycopy(there, 0, here, 0, here.length);
        }
        points[i] = x;
        points[i + 1] = y;
    }

    /** Where a place between pixels comes from, and how that changes along x and y; beyond the edge as far off as at the edge. */
    private void from(double x, double y, double[] into) {
        double column = Math.max(0, Math.min(width - 1, x - 0.5));
        double row = Math.max(0, Math.min(height - 1, y - 0.5));
        int left = (int) Math.min(column, Math.max(0, width - 2));
        int upper = (int) Math.min(row, Math.max(0, height - 2));
        int right = Math.min(width - 1, left + 1);
        int lower = Math.min(height - 1, upper + 1);
        double u = column - left;
        double v = row - upper;
        boolean beyondX = width == 1 || column != x - 0.5;
        boolean beyondY = height == 1 || row != y - 0.5;
        for (int axis = 0; axis < 2; axis++) {
            float[] map = axis == 0 ? xs : ys;
            double a = map[upper * width + left];
            double b = map[upper * width + right];
            double c = map[lower * width + left];
            double d = map[lower * width + right];
            into[axis] = (a * (1 - u) + b * u) * (1 - v) + (c * (1 - u) + d * u) * v;
            into[2 + 2 * axis] = beyondX ? 0 : (b - a) * (1 - v) + (d - c) * v;
            into[3 + 2 * axis] = beyondY ? 0 : (c - a) * (1 - u) + (d - b) * u;
        }
        double scaleX = (double) width / sourceWidth;
        double scaleY = (double) height / sourceHeight;
        into[0] += (x - 0.5 - column) / scaleX;
        into[1] += (y - 0.5 - row) / scaleY;
        into[2] = beyondX ? 1 / scaleX : into[2];
        into[5] = beyondY ? 1 / scaleY : into[5];
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
        return new Field(name + ".inverse", height, width, sourceHeight, sourceWidth, backX, backY, separable, interpolation, border);
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
