package dev.plinth.auth.internal.account;

import dev.plinth.auth.OAuthClientInfo;
import dev.plinth.auth.OAuthGrant;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A grant in the server's JSON format. */
record OAuthGrantRecord(
        ClientRecord client_, List<String> scopes, Optional<Instant> grantedAt, Map<String, Object> unknownFields)
        implements OAuthGrant {

    OAuthGrantRecord {
        unknownFields = Collections.unmodifiableMap(unknownFields);
    }

    /** The public part of a client. */
    record ClientRecord(String id, Optional<String> name, Optional<String> uri, Optional<String> logoUri)
            implements OAuthClientInfo {

        ClientRecord {
            name = name.filter(text -> !text.isEmpty());
            uri = uri.filter(text -> !text.isEmpty());
            logoUri = logoUri.filter(text -> !text.isEmpty());
        }

        @Override
        public String toString() {
            return "OAuthClientInfo[" + id + "]";
        }
    }

    @Override
    public OAuthClientInfo client() {
        return client_;
    }

    @Override
    public String toString() {
        return "OAuthGrant[" + client_.id() + "]";
    }
}
