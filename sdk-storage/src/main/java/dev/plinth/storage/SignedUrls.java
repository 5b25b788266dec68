package dev.plinth.storage;

import java.util.List;

/** The result of creating several signed URLs. Immutable and thread-safe. Implemented by Plinth only. */
public interface SignedUrls {

    /** {@return the signed URLs of the objects that exist, in the order of the request, unmodifiable} */
    List<SignedUrl> signed();

    /**
     * {@return the keys for which the server created no URL, in the order of the request, unmodifiable} The objects do
     * not exist, or this credential must not read them.
     */
    List<String> notSigned();
}
