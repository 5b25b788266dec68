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
 * Where an upload is: its id and the query of its URL, below our own address of the server. The {@code Location} that a
 * server sends may name another scheme, host or path, since proxies stand in between; none of those is ever followed.
 *
 * @param id the last segment of the URL's path, decoded
 * @param query the URL's query as it came; empty if there is none
 */
record UploadAddress(String id, String query) {

    private static final Pattern LAST_SEGMENT = Pattern.compile("(?:.*/)?([^/]+)/?");
    private static final int LONGEST = 4096;

    /**
     * Reads a {@code Location}: absolute, without a scheme, or relative.
     *
     * @throws UnexpectedBodyException if it names no upload
     */
    static UploadAddress ofLocation(String location) throws UnexpectedBodyException {
        try {
            URI uri = URI.create(location.strip());
            Matcher path = LAST_SEGMENT.matcher(uri.getRawPath() == null ? "" : uri.getRawPath());
            if (path.matches() && location.length() <= LONGEST) {
                String id = URLDecoder.decode(path.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
                String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
                if (isPlain(id)) {
                    return new UploadAddress(id, query);
                }
            }
        } catch (IllegalArgumentException e) {
            // answered below, as a location without an id is
        }
        throw new UnexpectedBodyException("the server's Location is not the URL of an upload", null);
    }

    private static boolean isPlain(String id) {
        return !id.equals(".") && !id.equals("..") && id.chars().noneMatch(Character::isISOControl);
    }

    /** Returns the version that the object will have, which the id of this server's uploads ends in. */
    Optional<String> version() {
        return ReplaceOperations.version(id).filter(version -> version.matches("[0-9a-fA-F-]{36}"));
    }

    /** Tells whether this may be an upload of an object: an id that names another one belongs to another response. */
    boolean mayBeOf(ObjectKey at) {
        Optional<String> version = version();
        if (version.isEmpty()) {
            return true;
        }
        String path = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
        return path.equals(at.bucket() + "/" + at.key() + "/" + version.get());
    }
}
