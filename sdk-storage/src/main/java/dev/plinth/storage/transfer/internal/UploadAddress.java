package dev.plinth.storage.transfer.internal;

import dev.plinth.core.internal.json.UnexpectedBodyException;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.upload.ReplaceOperations;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id and the query of an upload's URL. Only these are used from the {@code Location} header: its scheme, host and
 * path may be wrong behind proxies, so requests use the configured URL of the server.
 *
 * @param id the last segment of the URL's path, decoded
 * @param query the URL's query, still encoded; empty if there is none
 */
record UploadAddress(String id, String query) {

    private static final Pattern LAST_SEGMENT = Pattern.compile("(?:.*/)?([^/]+)/?");
    private static final int MAX_LENGTH = 4096;

    /**
     * Parses a {@code Location} header: an absolute URL, a URL without a scheme, or a relative one.
     *
     * @throws UnexpectedBodyException if it is not the URL of an upload
     */
    static UploadAddress ofLocation(String location) throws UnexpectedBodyException {
        try {
            URI uri = URI.create(location.strip());
            Matcher path = LAST_SEGMENT.matcher(uri.getRawPath() == null ? "" : uri.getRawPath());
            if (path.matches() && location.length() <= MAX_LENGTH) {
                String id = URLDecoder.decode(path.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
                String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
                if (isValidId(id)) {
                    return new UploadAddress(id, query);
                }
            }
        } catch (IllegalArgumentException e) {
            // Handled below, like a location without an id.
        }
        throw new UnexpectedBodyException("the Location header is not the URL of an upload", null);
    }

    private static boolean isValidId(String id) {
        return !id.equals(".") && !id.equals("..") && id.chars().noneMatch(Character::isISOControl);
    }

    /** Returns the version that the object will have, which the id of the upload contains. */
    Optional<String> version() {
        return ReplaceOperations.version(id).filter(version -> version.matches("[0-9a-fA-F-]{36}"));
    }

    /**
     * Returns whether this may be the upload of an object. An id that contains another key belongs to another response.
     */
    boolean mayBelongTo(ObjectKey object) {
        Optional<String> version = version();
        if (version.isEmpty()) {
            return true;
        }
        String path = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
        return path.equals(object.bucket() + "/" + object.key() + "/" + version.get());
    }
}
