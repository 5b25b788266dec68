package dev.plinth.benchmarks.whole;

import dev.plinth.Project;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Content;
import dev.plinth.storage.Bucket;
import dev.plinth.storage.Download;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.ListedObject;
import java.nio.file.Path;

/** Plinth, with a rule for the integrity of objects. */
class PlinthClient implements Client {

    private final Project project;
    private final Bucket bucket;
    private final IntegrityCheck check;

    PlinthClient(String url, String key, IntegrityCheck check) {
        this.project = Project.connect(url, ApiKey.of(key));
        this.bucket = project.storage().bucket("b");
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
    public void close() {
        project.close();
    }
}
