package dev.plinth.storage.internal.upload;

import dev.plinth.core.Content;
import dev.plinth.core.internal.content.FileContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Determines the media type of content: from the extension of the file's name, from the extension of the object's key,
 * from the content's own type, or by probing the file, in this order.
 */
public final class MediaTypes {

    private static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> BY_EXTENSION = byExtension(
            "text/plain: txt text log",
            "text/html: html htm",
            "text/css: css",
            "text/csv: csv",
            "text/markdown: md markdown",
            "text/calendar: ics",
            "text/javascript: js mjs",
            "application/json: json map",
            "application/geo+json: geojson",
            "application/xml: xml xsd",
            "application/yaml: yaml yml",
            "application/pdf: pdf",
            "application/zip: zip",
            "application/gzip: gz tgz",
            "application/x-tar: tar",
            "application/x-7z-compressed: 7z",
            "application/wasm: wasm",
            "application/java-archive: jar",
            "application/rtf: rtf",
            "application/sql: sql",
            "application/vnd.apache.parquet: parquet",
            "application/msword: doc",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document: docx",
            "application/vnd.ms-excel: xls",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet: xlsx",
            "application/vnd.ms-powerpoint: ppt",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation: pptx",
            "application/vnd.oasis.opendocument.text: odt",
            "application/epub+zip: epub",
            "image/png: png apng",
            "image/jpeg: jpg jpeg",
            "image/gif: gif",
            "image/webp: webp",
            "image/avif: avif",
            "image/heic: heic",
            "image/svg+xml: svg",
            "image/bmp: bmp",
            "image/tiff: tif tiff",
            "image/x-icon: ico",
            "audio/mpeg: mp3",
            "audio/mp4: m4a",
            "audio/ogg: ogg oga opus",
            "audio/wav: wav",
            "audio/flac: flac",
            "video/mp4: mp4 m4v",
            "video/webm: webm",
            "video/quicktime: mov",
            "video/x-matroska: mkv",
            "video/mpeg: mpg mpeg",
            "font/woff: woff",
            "font/woff2: woff2",
            "font/ttf: ttf",
            "font/otf: otf");

    private MediaTypes() {}

    /**
     * Returns the media type for content that is uploaded to a key; {@code application/octet-stream} if it is unknown.
     */
    public static String of(String key, Content content) {
        Optional<Path> file = content instanceof FileContent named ? Optional.of(named.file()) : Optional.empty();
        return file.flatMap(path -> byName(String.valueOf(path.getFileName())))
                .or(() -> byName(key))
                .or(content::contentType)
                .or(() -> file.flatMap(MediaTypes::probe))
                .orElse(UNKNOWN);
    }

    private static Optional<String> byName(String name) {
        int dot = name.lastIndexOf('.');
        String extension = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(BY_EXTENSION.get(extension));
    }

    private static Optional<String> probe(Path file) {
        try {
            return Optional.ofNullable(Files.probeContentType(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> byExtension(String... lines) {
        Map<String, String> types = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(": ");
            for (String extension : line.substring(colon + 2).split(" ", -1)) {
                types.put(extension, line.substring(0, colon));
            }
        }
        return Map.copyOf(types);
    }
}
