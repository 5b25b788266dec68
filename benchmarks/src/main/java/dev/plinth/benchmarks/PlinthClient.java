package dev.plinth.benchmarks;

import dev.plinth.Project;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Content;
import dev.plinth.core.NotFoundException;
import dev.plinth.storage.Bucket;
import dev.plinth.storage.Download;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.ListedObject;
import java.nio.file.Path;
import java.time.Duration;

/** Plinth, with a rule for the integrity of objects. */
class PlinthClient implements Client {

    private final Project project;
    private final Bucket bucket;
    private final Bucket thousand;
    private final IntegrityCheck check;

    PlinthClient(String url, String key, IntegrityCheck check) {
        this.project = Project.connect(url, ApiKey.of(key));
        this.bucket = project.storage().bucket("b");
        this.thousand = project.storage().bucket(Answers.THOUSAND);
        this.check = check;
    }

    @Override
    public int listBuckets() {
        return (int) project.storage().buckets().list().stream().count();
    }

    @Override
    public void upload(String key, Path file) {
        Object ignored = bucket.upload(key, Content.ofFile(file), o -> o.verify(check));
    }

    @Override
    public void upload(String key, byte[] bytes) {
        Object ignored = bucket.upload(key, Content.ofBytes(bytes), o -> o.verify(check));
    }

    @Override
    public void download(String key, Path file) {
        try (Download download = bucket.download(key, o -> o.verify(check))) {
            download.saveTo(file);
        }
    }

    Bucket bucket() {
        return bucket;
    }

    @Override
    public int download(String key) {
        try (Download download = bucket.download(key, o -> o.verify(check))) {
            return download.readAllBytes(1 << 20).length;
        }
    }

    @Override
    public int listObjects() {
        int count = 0;
        for (ListedObject entry : bucket.list(o -> o.recursive(true))) {
            count += entry.key().isEmpty() ? 0 : 1;
        }
        return count;
    }

    @Override
    public int listPage() {
        return (int) thousand.list(o -> o.recursive(true)).stream().count();
    }

    @Override
    public int getUser() {
        return project.users().get(Answers.ID).email().orElse("").length();
    }

    @Override
    public int sign() {
        return bucket.createSignedUrl(Integer.toString(Work.SMALL), Duration.ofHours(1))
                .url()
                .toString()
                .length();
    }

    @Override
    public int fail() {
        try (Download download = bucket.download(Answers.MISSING)) {
            throw new IllegalStateException(download + " should not exist");
        } catch (NotFoundException e) {
            return e.status();
        }
    }

    @Override
    public void close() {
        project.close();
    }
}
