package dev.plinth.testkit.internal.storage;

/** How an image is to be changed on the way out: checked when signing, and then ignored, as with the feature off. */
final class Transformation {
    private static final long MIN_QUALITY = 20;
    private static final long MAX_QUALITY = 100;

    private Transformation() {}

    static void check(Fields fields) {
        fields.integer("height", 0);
        fields.integer("width", 0);
        fields.choice("resize", "cover", "contain", "fill");
        fields.choice("format", "origin", "avif", "webp");
        if (fields.integer("quality", MIN_QUALITY, MIN_QUALITY) > MAX_QUALITY) {
            throw fields.invalid("quality", "must be <= " + MAX_QUALITY);
        }
    }
}
