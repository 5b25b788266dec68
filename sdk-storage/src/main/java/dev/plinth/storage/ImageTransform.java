package dev.plinth.storage;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A transformation of an image by the server. It works where the project has image transformation enabled. Not
 * thread-safe.
 */
public final class ImageTransform {

    private final Map<String, Object> values = new LinkedHashMap<>();

    ImageTransform() {}

    /** How an image is fitted into the requested width and height. */
    public enum Resize {
        /** Keeps the aspect ratio and fills the size; what does not fit is cropped. */
        COVER,
        /** Keeps the aspect ratio and fits the whole image into the size. */
        CONTAIN,
        /** Fills the size without keeping the aspect ratio. */
        FILL
    }

    /**
     * Sets the width.
     *
     * @param pixels the width in pixels, at least 0; the server limits it to its own range, usually 1 to 2000
     * @return this transform
     * @throws IllegalArgumentException if the width is negative
     */
    public ImageTransform width(int pixels) {
        return size("width", pixels);
    }

    /**
     * Sets the height.
     *
     * @param pixels the height in pixels, at least 0; the server limits it to its own range, usually 1 to 2000
     * @return this transform
     * @throws IllegalArgumentException if the height is negative
     */
    public ImageTransform height(int pixels) {
        return size("height", pixels);
    }

    /**
     * Sets how the image is fitted into the requested size.
     *
     * @param mode the mode; {@link Resize#COVER} by default
     * @return this transform
     */
    public ImageTransform resize(Resize mode) {
        values.put("resize", mode.name().toLowerCase(Locale.ROOT));
        return this;
    }

    /**
     * Sets the quality.
     *
     * @param percent from 20 to 100; 80 by default
     * @return this transform
     * @throws IllegalArgumentException if the quality is outside this range
     */
    public ImageTransform quality(int percent) {
        if (percent < 20 || percent > 100) {
            throw new IllegalArgumentException("the quality must be from 20 to 100: " + percent);
        }
        values.put("quality", percent);
        return this;
    }

    /**
     * Sets the format.
     *
     * @param name {@code origin} for the image's own format, {@code avif} or {@code webp}; by default the server
     *     chooses the best one that the browser accepts
     * @return this transform
     */
    public ImageTransform format(String name) {
        values.put("format", name);
        return this;
    }

    private ImageTransform size(String name, int pixels) {
        if (pixels < 0) {
            throw new IllegalArgumentException("the " + name + " must not be negative: " + pixels);
        }
        values.put(name, pixels);
        return this;
    }

    Map<String, Object> values() {
        return Map.copyOf(values);
    }
}
