package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.storage.Caller;

/**
 * A signature that was found to be good.
 *
 * @param caller who signed
 * @param claim what was signed for
 * @param key the key it was signed with, which signs the body's chunks too
 */
record Verified(Caller caller, Claim claim, SigningKey key) {
    @Override
    public String toString() {
        return "Verified[" + claim.accessKey() + "]";
    }
}
