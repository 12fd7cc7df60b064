package org.librate.augment.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.librate.augment.Applied;
import org.librate.augment.Augmentation;
import org.librate.augment.Draw;
import org.librate.augment.Transform;
import org.librate.core.Check;
import org.librate.core.save.Replace;

/**
 * A picture of what an augmentation does: a row for each draw, with what was drawn as text; a column for the image, one for it with its boxes,
 * polygons and keypoints, and one for each mask, heatmap and further image. Worth a look before each training.
 *
 * <pre>{@code
 * ContactSheet.of(augmentation, samples).withRows(4).write(Path.of("sheet.png"));
 * ContactSheet.each(sample, Rotate.of(30), Elastic.of(6, 30), Rain.of(100, 200)).write(Path.of("transforms.png"));
 * }</pre>
 */
public final class ContactSheet {

    private static final String NAME = "ContactSheet";
    private static final int GAP = 6;
    private static final int LINE = Letters.HEIGHT + 3;
    private static final int NARROWEST = 320;
    private static final int PAPER = 0xFFFFFF;
    private static final int INK = 0x202020;
    private static final int[] COLORS = {0xE6194B, 0x3CB44B, 0x4363D8, 0xF58231, 0x911EB4, 0x42D4F4, 0xF032E6, 0xBFEF45, 0x469990, 0x9A6324, 0x800000,
            0x808000};

    /** Who makes the rows. */
    private interface Rows {
        List<Applied<Sample>> of(int rows);
    }

    private final String text;
    private final Rows source;
    private final int rows;
    private final int cell;

    private ContactSheet(String text, Rows source, int rows, int cell) {
        this.text = text;
        this.source = source;
        this.rows = rows;
        this.cell = cell;
    }

    /** Each sample as it is, and as it becomes in a few epochs. */
    public static ContactSheet of(Augmentation<Sample> augmentation, List<Sample> samples) {
        List<Sample> all = List.copyOf(samples);
        Check.require(!all.isEmpty(), NAME, "needs at least one sample", "none");
        return new ContactSheet(augmentation + ", " + all.size() + " samples", rows -> {
            List<Applied<Sample>> shown = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                shown.add(Applied.unchanged(all.get(i)));
                for (int epoch = 0; epoch < rows; epoch++) {
                    shown.add(augmentation.apply(all.get(i), epoch, i));
                }
            }
            return shown;
        }, 4, 160);
    }

    public static ContactSheet of(Augmentation<Sample> augmentation, Sample... samples) {
        return of(augmentation, List.of(samples));
    }

    /** A sample as it is, and as each transform makes it, once unless {@link #withRows} says otherwise. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static ContactSheet each(Sample sample, Transform<Sample>... transforms) {
        List<Transform<Sample>> all = List.copyOf(Arrays.asList(transforms));
        return new ContactSheet(sample + ", " + all.size() + " transforms", rows -> {
            List<Applied<Sample>> shown = new ArrayList<>(List.of(Applied.unchanged(sample)));
            for (Transform<Sample> transform : all) {
                for (int i = 0; i < rows; i++) {
                    shown.add(transform.apply(sample, Draw.of(0, i, 0)));
                }
            }
            return shown;
        }, 1, 160);
    }

    /** How often each is drawn. */
    public ContactSheet withRows(int count) {
        return new ContactSheet(text, source, Check.positive(NAME, "rows", count), cell);
    }

    /** The longer side of each picture, in pixels; it is 160 unless said otherwise. */
    public ContactSheet withCell(int pixels) {
        Check.require(pixels >= 16 && pixels <= 4096, NAME, "the side of a picture must be in [16, 4096]", pixels);
        return new ContactSheet(text, source, rows, pixels);
    }

    /** The sheet, of red, green and blue bytes. */
    public Image image() {
        List<Applied<Sample>> shown = source.of(rows);
        Set<String> columns = new LinkedHashSet<>(List.of("image"));
        if (shown.stream().map(Applied::sample).anyMatch(ContactSheet::hasShapes)) {
            columns.add("boxes, polygons, keypoints");
        }
        shown.forEach(each -> columns.addAll(each.sample().layers().keySet().stream().map(ContactSheet::quoted).toList()));
        int width = Math.max(NARROWEST, GAP + columns.size() * (cell + GAP));
        int letters = (width - 2 * GAP) / Letters.STEP;
        List<List<String>> texts = shown.stream().map(each -> wrap(each.changes().isEmpty() ? "as it is" : each.toString(), letters)).toList();
        List<Map<String, Image>> pictures = shown.stream().map(each -> pictures(each.sample())).toList();
        int height = GAP + LINE;
        for (int i = 0; i < shown.size(); i++) {
            height += high(pictures.get(i)) + GAP + texts.get(i).size() * LINE + GAP;
        }
        Canvas sheet = new Canvas(height, width, PAPER);
        int column = 0;
        for (String name : columns) {
            sheet.text(cut(name, cell / Letters.STEP), GAP + column++ * (cell + GAP), GAP, INK);
        }
        int top = GAP + LINE;
        for (int i = 0; i < shown.size(); i++) {
            column = 0;
            for (String name : columns) {
                Image picture = pictures.get(i).get(name);
                if (picture != null) {
                    sheet.image(picture, GAP + column * (cell + GAP), top);
                }
                column++;
            }
            top += high(pictures.get(i)) + GAP;
            for (String line : texts.get(i)) {
                sheet.text(line, GAP, top, INK);
                top += LINE;
            }
            top += GAP;
        }
        return sheet.image();
    }

    /** Writes the sheet as PNG. Who reads the file meanwhile finds the old one or the new one, never half of it. */
    public void write(Path file) throws IOException {
        Image sheet = image();
        Replace.file(file, out -> Png.write(sheet, out));
    }

    private static boolean hasShapes(Sample sample) {
        return !sample.boxes().isEmpty() || !sample.polygons().isEmpty() || !sample.keypoints().isEmpty();
    }

    private static String quoted(String name) {
        return "\"" + name + "\"";
    }

    private static int high(Map<String, Image> pictures) {
        return pictures.values().stream().mapToInt(Image::height).max().orElse(0);
    }

    private Map<String, Image> pictures(Sample sample) {
        Map<String, Image> pictures = new LinkedHashMap<>();
        Image image = fit(colored(sample.image(), Layer.Kind.IMAGE), Layer.Kind.IMAGE);
        pictures.put("image", image);
        if (hasShapes(sample)) {
            pictures.put("boxes, polygons, keypoints", shapes(sample, image));
        }
        sample.layers().forEach((name, layer) -> pictures.put(quoted(name), fit(colored(layer.image(), layer.kind()), layer.kind())));
        return pictures;
    }

    private static Image shapes(Sample sample, Image image) {
        Canvas canvas = new Canvas(image.height(), image.width(), 0);
        canvas.image(image, 0, 0);
        double scale = (double) image.width() / sample.image().width();
        for (Box box : sample.boxes()) {
            canvas.line(new double[] {box.left(), box.top(), box.right(), box.top(), box.right(), box.bottom(), box.left(), box.bottom()}, scale,
                    color(box.label()));
        }
        for (Polygon polygon : sample.polygons()) {
            canvas.line(polygon.points(), scale, color(polygon.label()));
        }
        for (Keypoint point : sample.keypoints()) {
            canvas.cross(point.x() * scale, point.y() * scale, point.visible() ? color(point.label()) : 0x808080);
        }
        return canvas.image();
    }

    private static int color(int label) {
        return COLORS[Math.floorMod(label, COLORS.length)];
    }

    /** Large ones are made smaller; of small ones each pixel becomes a square. */
    private Image fit(Image image, Layer.Kind kind) {
        int longer = Math.max(image.height(), image.width());
        int times = cell / longer;
        double scale = times >= 1 ? times : (double) cell / longer;
        int height = (int) Math.max(1, Math.round(image.height() * scale));
        int width = (int) Math.max(1, Math.round(image.width() * scale));
        boolean squares = times >= 1 || kind == Layer.Kind.MASK;
        return new Scaling(NAME, image.height(), image.width(), height, width, squares ? Interpolation.NEAREST : Interpolation.BILINEAR, true)
                .move(image, kind);
    }

    /** Red, green and blue: of any number of channels the first three, or the first; of masks a colour for each class, 0 black. */
    private static Image colored(Image image, Layer.Kind kind) {
        int pixels = image.height() * image.width();
        Image bytes = kind == Layer.Kind.MASK ? image : image.toBytes();
        byte[] into = new byte[3 * pixels];
        for (int i = 0; i < pixels; i++) {
            int y = i / image.width();
            int x = i % image.width();
            int color = kind == Layer.Kind.MASK ? Math.round(image.get(y, x, 0)) : 0;
            int shown = color == 0 ? 0 : color(color);
            for (int c = 0; c < 3; c++) {
                into[3 * i + c] = kind == Layer.Kind.MASK ? (byte) (shown >> 16 - 8 * c)
                        : bytes.bytes()[i * image.channels() + (image.channels() >= 3 ? c : 0)];
            }
        }
        return Image.of(image.height(), image.width(), 3, into);
    }

    private static String cut(String text, int letters) {
        return text.length() <= letters ? text : text.substring(0, Math.max(0, letters - 2)) + "..";
    }

    /** Lines that are not too long, broken after a comma or blank where there is one. */
    private static List<String> wrap(String text, int letters) {
        List<String> lines = new ArrayList<>();
        String left = text;
        while (left.length() > letters) {
            int at = left.lastIndexOf(' ', letters);
            int end = at > letters / 3 ? at : letters;
            lines.add(left.substring(0, end));
            left = left.substring(end).strip();
        }
        lines.add(left);
        return lines;
    }

    /** As in {@code ContactSheet[Augmentation[HorizontalFlip, seed=42], 3 samples, rows=4]}. */
    @Override
    public String toString() {
        return NAME + "[" + text + ", rows=" + rows + "]";
    }
}
