package org.librate.augment.image;

/** A turn, a shift, a stretch, a perspective: whatever a projective map is. */
record Projection(String name, Matrix matrix, int sourceHeight, int sourceWidth, int height, int width, Interpolation interpolation, Border border)
        implements Geometry {

    private static final double OFF = 1.0 / 128; // pixels: half of what bytes are read at
    private static final int SHORTEST = 8;

    @Override
    public void forward(double[] points) {
        matrix.apply(points);
    }

    @Override
    public boolean mirrors() {
        return matrix.determinant() < 0;
    }

    @Override
    public Geometry inverse() {
        return new Projection(name + ".inverse", matrix.inverse(), height, width, sourceHeight, sourceWidth, interpolation, border);
    }

    @Override
    public Image move(Image image, Layer.Kind kind) {
        Matrix back = matrix.inverse();
        Taps taps = Taps.of(image, kind, interpolation, border);
        Image result = Image.like(image, height, width);
        float[] xs = new float[width];
        float[] ys = new float[width];
        float[] ramp = new float[width];
        for (int x = 0; x < width; x++) {
            ramp[x] = x;
        }
        for (int row = 0; row < height; row++) {
            if (!(taps instanceof LinearBytes bytes && straight(back, row, bytes, result))) {
                line(back, row, ramp, xs, ys);
                taps.line(xs, ys, width, result, row * width);
            }
        }
        return result;
    }

    /**
     * A row of pixels in pieces that come from straight lines: all of it, or, as a perspective squeezes what is far away, pieces so short that no
     * place is off by more than {@link #OFF}. False, and nothing done, where that does not pay, or where places are further away than can be counted.
     */
    private boolean straight(Matrix m, int row, LinearBytes bytes, Image result) {
        double y = row + 0.5;
        double u = m.b() * y + m.c() + 0.5 * m.a();
        double v = m.e() * y + m.f() + 0.5 * m.d();
        double w = m.h() * y + m.i() + 0.5 * m.g();
        double least = Math.min(w, w + width * m.g());
        if (!(least > 0)) {
            return false;
        }
        // the second derivatives of (u + i a) / (w + i g) are largest where w is least; a chord of a curve is off by at most an eighth of that times
        // its length squared
        double curved = 2 * Math.abs(m.g()) * Math.max(Math.abs(m.a() * w - u * m.g()), Math.abs(m.d() * w - v * m.g())) / (least * least * least);
        int piece = (int) Math.min(width, Math.sqrt(8 * OFF / curved));
        if (piece < SHORTEST && piece < width) {
            return false;
        }
        double fromX = u / w - 0.5;
        double fromY = v / w - 0.5;
        for (int at = 0; at < width; at += piece) {
            int count = Math.min(piece, width - at);
            double depth = 1 / (w + (at + count) * m.g());
            double toX = (u + (at + count) * m.a()) * depth - 0.5;
            double toY = (v + (at + count) * m.d()) * depth - 0.5;
            if (!LinearBytes.counts(fromX, toX) || !LinearBytes.counts(fromY, toY)) {
                return false;
            }
            bytes.straight(fromX, fromY, (toX - fromX) / count, (toY - fromY) / count, count, result, row * width + at);
            fromX = toX;
            fromY = toY;
        }
        return true;
    }

    /** Where the middles of a row's pixels come from, so that 0 is the middle of the first pixel. */
    private void line(Matrix m, int row, float[] ramp, float[] xs, float[] ys) {
        double y = row + 0.5;
        double u = m.b() * y + m.c() + 0.5 * m.a();
        double v = m.e() * y + m.f() + 0.5 * m.d();
        if (m.isAffine()) {
            double scale = 1 / m.i();
            double stepX = m.a() * scale;
            double stepY = m.d() * scale;
            straight((float) (u * scale - 0.5), (float) stepX, ramp, xs);
            straight((float) (v * scale - 0.5), (float) stepY, ramp, ys);
            return;
        }
        double w = m.h() * y + m.i() + 0.5 * m.g();
        if (w > 0 && w + (width - 1) * m.g() > 0) {
            tilted((float) u, (float) m.a(), (float) w, (float) m.g(), ramp, xs);
            tilted((float) v, (float) m.d(), (float) w, (float) m.g(), ramp, ys);
            return;
        }
        for (int x = 0; x < width; x++) {
            double depth = 1 / (w + x * m.g());
            xs[x] = depth > 0 ? (float) ((u + x * m.a()) * depth - 0.5) : Float.NaN;
            ys[x] = depth > 0 ? (float) ((v + x * m.d()) * depth - 0.5) : Float.NaN;
        }
    }

    private static void straight(float start, float step, float[] ramp, float[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = start + ramp[i] * step;
        }
    }

    private static void tilted(float start, float step, float depth, float deeper, float[] ramp, float[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = (start + ramp[i] * step) / (depth + ramp[i] * deeper) - 0.5f;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
