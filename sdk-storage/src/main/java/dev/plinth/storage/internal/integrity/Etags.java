package dev.plinth.storage.internal.integrity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Entity tags that are the MD5 of the content. The tag of a multipart upload ({@code …-2}) and weak tags are not. */
public final class Etags {

    private static final Pattern MD5 = Pattern.compile("\"?([0-9a-f]{32})\"?");

    private Etags() {}

    public static Optional<String> md5(Optional<String> etag) {
        return etag.map(MD5::matcher).filter(m -> m.matches()).map(m -> m.group(1));
    }

    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
