package dev.plinth.examples.quickstart;

import dev.plinth.Project;
import dev.plinth.auth.User;
import dev.plinth.core.ApiException;
import dev.plinth.core.Content;
import dev.plinth.core.PlinthException;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.storage.Download;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The steps of the tour, on one way to a project. What it makes it clears away, also when a step fails. */
final class Tour {

    private static final int FILE_SIZE = 5 * 1024 * 1024;

    private final Project project;
    private final Permission permission;
    private final Account account;

    /** A step that talks to the platform, and says what came of it. */
    private interface Step {
        String take() throws IOException;
    }

    Tour(Project project, Permission permission, Account account) {
        this.project = project;
        this.permission = permission;
        this.account = account;
    }

    void run() throws IOException {
        users();
        if (permission.everything()) {
            String bucket = "quickstart-" + UUID.randomUUID();
            step("create a bucket", () -> {
                project.buckets().create(bucket);
                return bucket;
            });
            buckets();
            files(bucket);
            step("delete the bucket", () -> {
                project.buckets().delete(bucket);
                return bucket;
            });
        } else {
            buckets();
            if (permission.bucket().isPresent()) {
                files(permission.bucket().get());
            }
        }
    }

    private void users() throws IOException {
        if (!permission.everything()) {
            step("list users", this::listUsers);
            return;
        }
        User[] created = new User[1];
        step("create a user", () -> {
            String email = "ada-" + UUID.randomUUID() + "@example.com";
            created[0] = project.users().create(u -> u.email(email).password("correct horse battery"));
            return created[0].email().orElse("");
        });
        try {
            step("list users", this::listUsers);
        } finally {
            step("delete the user", () -> {
                project.users().delete(created[0].id());
                return created[0].id();
            });
        }
    }

    private String listUsers() {
        List<User> some = project.users().list().stream().limit(1000).toList();
        return some.size() + (some.size() == 1000 ? " users and maybe more" : some.size() == 1 ? " user" : " users");
    }

    private void buckets() throws IOException {
        step("list buckets", () -> {
            List<String> names =
                    project.buckets().list().stream().map(b -> b.name()).toList();
            return names.size() + (names.size() == 1 ? " bucket" : " buckets");
        });
    }

    private void files(String bucket) throws IOException {
        Path folder = Files.createTempDirectory("plinth-quickstart");
        Path file = folder.resolve("picture.bin");
        Path back = folder.resolve("back.bin");
        String key = "plinth-quickstart/" + UUID.randomUUID() + "/a picture.bin";
        try {
            Digests.writeRandom(file, FILE_SIZE);
            boolean stored = step("upload", () -> {
                project.bucket(bucket).upload(key, Content.ofFile(file), o -> o.contentType("image/x-quickstart"));
                return Digests.size(file) + " as " + shortened(key);
            });
            if (stored) {
                transferBack(bucket, key, file, back);
            }
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(back);
            Files.deleteIfExists(folder);
        }
    }

    private void transferBack(String bucket, String key, Path file, Path back) throws IOException {
        try {
            step("download", () -> {
                try (Download download = project.bucket(bucket).download(key)) {
                    download.saveTo(back);
                }
                return Digests.size(back) + ", SHA-256 " + Digests.requireEqual(file, back);
            });
        } finally {
            step("delete the object", () -> {
                project.bucket(bucket).delete(key);
                return shortened(key);
            });
        }
    }

    /** Takes a step; false if this platform does not offer it. */
    private boolean step(String what, Step step) throws IOException {
        long began = System.nanoTime();
        try {
            String result = step.take();
            account.step(what, result, Duration.ofNanos(System.nanoTime() - began));
            return true;
        } catch (PlinthException e) {
            if (!notOffered(e)) {
                throw e;
            }
            account.left(what, "not offered by this platform: " + e.hint().orElse(e.getMessage()));
            return false;
        }
    }

    /** A route that is missing is answered without any code of the servers'. */
    private static boolean notOffered(PlinthException e) {
        return e instanceof UnsupportedByGatewayException
                || (e instanceof ApiException api
                        && (api.status() == 405
                                || (api.status() == 404 && api.code().hasValue("not_found"))));
    }

    private static String shortened(String text) {
        return Optional.of(text).filter(t -> t.length() <= 40).orElse(text.substring(0, 24) + "…/a picture.bin");
    }
}
