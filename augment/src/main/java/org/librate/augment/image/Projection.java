package org.librate.augment.image;

/** A turn, a shift, a stretch, a perspective: whatever a projective map is. */
record Projection(String name, Matrix matrix, int sourceHeight, int sourceWidth, int height, int width, Interpolation interpolation, Border border)
        implements Geometry {

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
            line(back, row, ramp, xs, ys);
            taps.line(xs, ys, width, result, row * width);
        }
        return result;
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
