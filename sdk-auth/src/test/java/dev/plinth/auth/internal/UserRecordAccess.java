package dev.plinth.auth.internal;

import dev.plinth.auth.Identity;
import java.util.Map;

/** Makes server data for tests of other packages. */
public final class UserRecordAccess {

    /** Returns an identity of that id. */
    public Identity identity(String id) {
        return IdentityRecord.of(Fields.of(Map.of("identity_id", id, "provider", "github")));
    }
}
