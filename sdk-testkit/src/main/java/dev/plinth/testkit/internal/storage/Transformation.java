package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an image is to be changed on the way out. */
record Transformation(
        @Nullable Long width,
        @Nullable Long height,
        @Nullable String resize,
        @Nullable Long quality,
        @Nullable String format,
        @Nullable String gravity) {
    private static final long MIN_QUALITY = 20;
    private static final long MAX_QUALITY = 100;

    static Transformation of(Fields fields) {
        Long height = fields.integer("height", 0);
        Long width = fields.integer("width", 0);
        String resize = fields.choice("resize", "cover", "contain", "fill");
        String format = fields.choice("format", "origin", "avif", "webp");
        Long quality = fields.integer("quality", MIN_QUALITY);
        if (quality != null && quality > MAX_QUALITY) {
            throw fields.invalid("quality", "must be <= " + MAX_QUALITY);
        }
        String gravity =
                fields.choice("gravity", "no", "so", "ea", "we", "noea", "nowe", "soea", "sowe", "ce", "sm", "fp");
        if ("fp".equals(gravity)) {
            fields.require("x_offset", "y_offset");
        }
        return new Transformation(width, height, resize, quality, format, gravity);
    }

    /** What a signed URL's token says of it; nothing when nothing is to be changed. */
    ObjectNode claims() {
        List<String> parts = new ArrayList<>();
        add(parts, "height", height);
        add(parts, "width", width);
        if (!parts.isEmpty() || resize != null) {
            parts.add("resize:" + (resize == null ? "undefined" : resize));
        }
        add(parts, "quality", quality);
        ObjectNode claims = Json.object();
        if (!parts.isEmpty()) {
            claims.put("transformations", String.join(",", parts));
        }
        return format == null ? claims : claims.put("format", format);
    }

    private static void add(List<String> parts, String name, @Nullable Long value) {
        if (value != null) {
            parts.add(name + ":" + value);
        }
    }
}
