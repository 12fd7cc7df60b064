package org.librate.augment.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.librate.augment.image.Leaving.Outside;

/** Boxes, polygons and keypoints under a geometry, and what becomes of those that leave the image. */
final class Moving {

    private static final int ON_EACH_SIDE = 8; // a straight side may come out bent
    private static final int ROUND = 128;       // points of an ellipse
    private static final double PIECE = 8;      // pixels, of a side that may bend
    private static final double ROUNDING = 1e-6;

    private final Geometry geometry;
    private final Leaving leaving;
    private final double minimumArea; // of what is kept where it is: none, unless somebody asked for one

    Moving(Geometry geometry, Leaving leaving) {
        this.geometry = geometry;
        this.leaving = leaving;
        this.minimumArea = leaving.boxes() == Outside.KEEP && leaving.minimumArea() == Leaving.standard().minimumArea() ? 0 : leaving.minimumArea();
    }

    List<Box> boxes(List<Box> boxes) {
        return boxes.stream().map(this::box).flatMap(Optional::stream).toList();
    }

    /** The smallest upright box around where the box's outline goes. */
    private Optional<Box> box(Box box) {
        double[] outline = leaving.round() ? ellipse(box) : outline(box);
        geometry.forward(outline);
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < outline.length; i += 2) {
            left = Math.min(left, outline[i]);
            right = Math.max(right, outline[i]);
            top = Math.min(top, outline[i + 1]);
            bottom = Math.max(bottom, outline[i + 1]);
        }
        if (!Double.isFinite(left + right + top + bottom)) {
            return Optional.empty(); // beyond the horizon of a perspective
        }
        double whole = (right - left) * (bottom - top);
        double insideLeft = Math.max(0, left);
        double insideTop = Math.max(0, top);
        double insideRight = Math.min(geometry.width(), right);
        double insideBottom = Math.min(geometry.height(), bottom);
        double inside = Math.max(0, insideRight - insideLeft) * Math.max(0, insideBottom - insideTop);
        double part = whole > 0 ? Math.min(1, inside / whole) : 0;
        boolean cut = left < -ROUNDING || top < -ROUNDING || right > geometry.width() + ROUNDING || bottom > geometry.height() + ROUNDING;
        double before = leaving.boxes() == Outside.KEEP ? 1 : box.visible(); // a kept box is whole still, and may come back
        double visible = cut ? before * part : before;
        boolean gone = leaving.boxes() == Outside.KEEP ? false : leaving.boxes() == Outside.DROP ? cut : inside <= 0;
        if (gone || inside < minimumArea || visible < leaving.minimumVisible()) {
            return Optional.empty();
        }
        return Optional.of(leaving.boxes() == Outside.KEEP ? new Box(left, top, right, bottom, box.label(), visible)
                : new Box(insideLeft, insideTop, insideRight, insideBottom, box.label(), visible));
    }

    /** Points of the ellipse in a box, those that touch its sides among them: where nothing turns, the box is what it was. */
    private static double[] ellipse(Box box) {
        double[] points = new double[2 * ROUND];
        double x = (box.left() + box.right()) / 2;
        double y = (box.top() + box.bottom()) / 2;
        for (int i = 0; i < ROUND; i++) {
            double angle = 2 * Math.PI * i / ROUND;
            points[2 * i] = x + box.width() / 2 * Math.cos(angle);
            points[2 * i + 1] = y + box.height() / 2 * Math.sin(angle);
        }
        return points;
    }

    private static double[] outline(Box box) {
        double[] corners = {box.left(), box.top(), box.right(), box.top(), box.right(), box.bottom(), box.left(), box.bottom()};
        double[] points = new double[8 * ON_EACH_SIDE];
        for (int side = 0; side < 4; side++) {
            for (int i = 0; i < ON_EACH_SIDE; i++) {
                double share = (double) i / ON_EACH_SIDE;
                int next = (side + 1) % 4;
                int at = 2 * (side * ON_EACH_SIDE + i);
                points[at] = corners[2 * side] + share * (corners[2 * next] - corners[2 * side]);
                points[at + 1] = corners[2 * side + 1] + share * (corners[2 * next + 1] - corners[2 * side + 1]);
            }
        }
        return points;
    }

    List<Polygon> polygons(List<Polygon> polygons) {
        return polygons.stream().map(this::polygon).flatMap(Optional::stream).toList();
    }

    private Optional<Polygon> polygon(Polygon polygon) {
        double[] points = geometry.bends() ? dense(polygon.points()) : polygon.points();
        geometry.forward(points);
        if (!Arrays.stream(points).allMatch(Double::isFinite)) {
            return Optional.empty();
        }
        Polygon whole = Polygon.of(polygon.label(), points);
        double[] clipped = clip(points);
        Optional<Polygon> inside = clipped.length < 6 ? Optional.empty() : Optional.of(Polygon.of(polygon.label(), clipped));
        double area = inside.map(Polygon::area).orElse(0.0);
        boolean cut = area < whole.area() * (1 - ROUNDING);
        if (area < minimumArea || leaving.boxes() == Outside.DROP && cut) {
            return Optional.empty();
        }
        return leaving.boxes() == Outside.KEEP || !cut ? Optional.of(whole) : inside;
    }

    /** With more corners along its sides, so that they can bend. */
    private static double[] dense(double[] points) {
        List<Double> more = new ArrayList<>();
        for (int i = 0; i < points.length; i += 2) {
            int j = (i + 2) % points.length;
            int pieces = (int) Math.max(1, Math.ceil(Math.hypot(points[j] - points[i], points[j + 1] - points[i + 1]) / PIECE));
            for (int k = 0; k < pieces; k++) {
                double share = (double) k / pieces;
                more.add(points[i] + share * (points[j] - points[i]));
                more.add(points[i + 1] + share * (points[j + 1] - points[i + 1]));
            }
        }
        return more.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Cut off at each of the four edges in turn (Sutherland and Hodgman 1974). */
    private double[] clip(double[] points) {
        double[] left = points;
        for (int edge = 0; edge < 4 && left.length > 0; edge++) {
            left = clip(left, edge);
        }
        return left;
    }

    private double[] clip(double[] points, int edge) {
        double[] kept = new double[2 * points.length];
        int count = 0;
        for (int i = 0; i < points.length; i += 2) {
            int j = (i + 2) % points.length;
            double here = depth(points[i], points[i + 1], edge);
            double there = depth(points[j], points[j + 1], edge);
            if (here >= 0) {
                kept[count++] = points[i];
                kept[count++] = points[i + 1];
            }
            if (here >= 0 != there >= 0) {
                double share = here / (here - there);
                kept[count++] = points[i] + share * (points[j] - points[i]);
                kept[count++] = points[i + 1] + share * (points[j + 1] - points[i + 1]);
            }
        }
        return Arrays.copyOf(kept, count);
    }

    /** How far inside an edge a point is. */
    private double depth(double x, double y, int edge) {
        return switch (edge) {
            case 0 -> x;
            case 1 -> geometry.width() - x;
            case 2 -> y;
            default -> geometry.height() - y;
        };
    }

    List<Keypoint> keypoints(List<Keypoint> keypoints, Map<Integer, Integer> pairs) {
        List<Keypoint> moved = new ArrayList<>();
        for (Keypoint point : keypoints) {
            double[] place = {point.x(), point.y()};
            geometry.forward(place);
            if (!Double.isFinite(place[0] + place[1])) {
                continue;
            }
            boolean inside = place[0] >= 0 && place[0] <= geometry.width() && place[1] >= 0 && place[1] <= geometry.height();
            if (!inside && leaving.keypoints() == Outside.DROP) {
                continue;
            }
            Keypoint there = !inside && leaving.keypoints() == Outside.CLIP
                    ? point.at(Math.max(0, Math.min(geometry.width(), place[0])), Math.max(0, Math.min(geometry.height(), place[1])))
                    : point.at(place[0], place[1]);
            int partner = geometry.mirrors() ? pairs.getOrDefault(point.label(), point.label()) : point.label();
            moved.add(there.withLabel(partner).withVisible(point.visible() && inside));
        }
        return List.copyOf(moved);
    }
}
