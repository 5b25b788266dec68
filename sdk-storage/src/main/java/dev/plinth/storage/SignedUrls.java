package dev.plinth.storage;

import java.util.List;

/** The addresses that were signed at one time. Immutable and thread-safe. Made by Plinth only. */
public interface SignedUrls {

    /**
     * Returns the addresses.
     *
     * @return an address for each object that is there, in the order in which they were asked for, unmodifiable
     */
    List<SignedUrl> signed();

    /**
     * Returns what was not signed: it is not there, or this credential may not read it.
     *
     * @return the keys, in the order in which they were asked for, unmodifiable
     */
    List<String> notSigned();
}
