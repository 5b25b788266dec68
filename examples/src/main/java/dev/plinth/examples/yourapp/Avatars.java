package dev.plinth.examples.yourapp;

import dev.plinth.Project;
import dev.plinth.auth.Session;
import dev.plinth.core.Content;
import dev.plinth.storage.Bucket;
import java.net.URI;
import java.time.Duration;

/** A part of your own application, which {@code AvatarsTest} tests on an embedded platform: the pictures of its users. */
public final class Avatars {

    private static final Duration VALID = Duration.ofHours(1);

    private final Project project;

    public Avatars(Project project) {
        this.project = project;
    }

    /** Stores a user's picture in place of the previous one, and returns a link to it. Users may write their own only. */
    public URI replace(Session session, byte[] picture) {
        Bucket avatars = project.actingAs(session).bucket("avatars");
        String key = session.user().id() + "/avatar.png";
        avatars.upload(key, Content.ofBytes(picture), o -> o.upsert(true).contentType("image/png"));
        return avatars.createSignedUrl(key, VALID).url();
    }
}
