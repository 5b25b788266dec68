package dev.plinth.benchmarks;

import dev.plinth.storage.IntegrityCheck;
import java.nio.file.Path;

/** Plinth, files downloaded in parts. */
final class ParallelClient extends PlinthClient {

    ParallelClient(String url, String key) {
        super(url, key, IntegrityCheck.AUTO);
    }

    @Override
    public void download(String key, Path file) {
        Object ignored = bucket().parallelDownload(key, file).run();
    }
}
