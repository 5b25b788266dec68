package dev.plinth.storage;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How the server is to change an image, where the project has that switched on. Not thread-safe. */
public final class ImageTransform {

    private final Map<String, Object> values = new LinkedHashMap<>();

    ImageTransform() {}

    /** How an image is fitted into a width and height. */
    public enum Resize {
        /** Fills the size, and cuts off what is over. */
        COVER,
        /** Keeps all of the image within the size. */
        CONTAIN,
        /** Fills the size, whatever that does to the image. */
        FILL
    }

    /**
     * Sets the width.
     *
     * @param pixels the width; the server keeps it within its own limits, mostly 1 to 2000
     * @return this transform
     * @throws IllegalArgumentException if it is negative
     */
    public ImageTransform width(int pixels) {
        return size("width", pixels);
    }

    /**
     * Sets the height.
     *
     * @param pixels the height; the server keeps it within its own limits, mostly 1 to 2000
     * @return this transform
     * @throws IllegalArgumentException if it is negative
     */
    public ImageTransform height(int pixels) {
        return size("height", pixels);
    }

    /**
     * Sets how the image is fitted into the size.
     *
     * @param how {@code COVER} by default
     * @return this transform
     */
    public ImageTransform resize(Resize how) {
        values.put("resize", how.name().toLowerCase(Locale.ROOT));
        return this;
    }

    /**
     * Sets the quality.
     *
     * @param percent from 20 to 100; 80 by default
     * @return this transform
     * @throws IllegalArgumentException if it is outside of that
     */
    public ImageTransform quality(int percent) {
        if (percent < 20 || percent > 100) {
            throw new IllegalArgumentException("quality goes from 20 to 100, not " + percent);
        }
        values.put("quality", percent);
        return this;
    }

    /**
     * Sets the format.
     *
     * @param name {@code origin} for the image's own, {@code avif} or {@code webp}; by default the best that the browser
     *     takes
     * @return this transform
     */
    public ImageTransform format(String name) {
        values.put("format", name);
        return this;
    }

    private ImageTransform size(String name, int pixels) {
        if (pixels < 0) {
            throw new IllegalArgumentException(name + " is negative: " + pixels);
        }
        values.put(name, pixels);
        return this;
    }

    Map<String, Object> values() {
        return Map.copyOf(values);
    }
}
