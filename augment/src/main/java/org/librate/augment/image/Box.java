package org.librate.augment.image;

import org.librate.core.Check;

/**
 * A rectangle with a class, its sides along the image's. One that is to turn with the image is a {@link Polygon}.
 *
 * @param visible which part of it is in the image still: 1 until something is cut off
 */
public record Box(double left, double top, double right, double bottom, int label, double visible) {

    public Box {
        Check.require(Double.isFinite(left + top + right + bottom) && left <= right && top <= bottom, "Box",
                "left <= right and top <= bottom, all finite",
                left + ", " + top + ", " + right + ", " + bottom,
                "Look at the format: of(..) takes corners, sized(..) a corner and a size, centered(..) the middle and a size.");
        Check.within("Box", "visible part", visible, 0, 1);
    }

    /** By two corners in pixels, as Pascal VOC has it. */
    public static Box of(double left, double top, double right, double bottom, int label) {
        return new Box(left, top, right, bottom, label, 1);
    }

    /** By its corner and its size in pixels, as COCO has it. */
    public static Box sized(double left, double top, double width, double height, int label) {
        return of(left, top, left + width, top + height, label);
    }

    /** By its middle and its size as parts of an image's width and height, as YOLO has it. */
    public static Box centered(double x, double y, double width, double height, int label, Image image) {
        return of((x - width / 2) * image.width(), (y - height / 2) * image.height(), (x + width / 2) * image.width(),
                (y + height / 2) * image.height(), label);
    }

    public double width() {
        return right - left;
    }

    public double height() {
        return bottom - top;
    }

    public double area() {
        return width() * height();
    }

    /** As in {@code Box[10.0, 20.0 to 50.0, 60.0, label 3]}. */
    @Override
    public String toString() {
        return "Box[" + left + ", " + top + " to " + right + ", " + bottom + ", label " + label + (visible == 1 ? "" : ", visible " + visible) + "]";
    }
}
