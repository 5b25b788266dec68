package dev.plinth.benchmarks.peers

import dev.plinth.benchmarks.Client
import dev.plinth.benchmarks.OwnCandidates
import io.github.jan.supabase.createSupabaseClient
import io.github.jan.supabase.logging.LogLevel
import io.github.jan.supabase.storage.Storage
import io.github.jan.supabase.storage.downloadAuthenticatedTo
import io.github.jan.supabase.storage.storage
import io.github.jan.supabase.storage.upload
import java.nio.file.Path
import kotlinx.coroutines.runBlocking

/** supabase-kt on Ktor's OkHttp engine, called from a thread that waits. */
class SupabaseKt(url: String) : Client {
    private val client =
        createSupabaseClient(url, OwnCandidates.KEY) {
            // It would print a line to the standard output, where the result is printed.
            defaultLogLevel = LogLevel.NONE
            install(Storage)
        }
    private val bucket = client.storage.from("b")

    override fun onCallersThread() = false

    override fun listBuckets(): Int = runBlocking { client.storage.listBuckets().size }

    override fun upload(key: String, file: Path) {
        runBlocking { bucket.upload(key, file) }
    }

    override fun upload(key: String, bytes: ByteArray) {
        runBlocking { bucket.upload(key, bytes) }
    }

    override fun download(key: String, file: Path) {
        runBlocking { bucket.downloadAuthenticatedTo(key, file) }
    }

    override fun download(key: String): Int = runBlocking { bucket.downloadAuthenticated(key).size }

    override fun close() {
        runBlocking { client.close() }
    }
}
