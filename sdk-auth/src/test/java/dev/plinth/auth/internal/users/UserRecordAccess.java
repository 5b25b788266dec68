package dev.plinth.auth.internal.users;

import dev.plinth.auth.Identity;
import java.util.Map;
import java.util.Optional;

/** Makes server data for tests of other packages. */
public final class UserRecordAccess {

    /** Returns an identity of that id. */
    public Identity identity(String id) {
        return new IdentityRecord(
                Optional.of(id),
                "1",
                Optional.empty(),
                "github",
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
