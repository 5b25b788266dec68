import dev.plinth.Project
import dev.plinth.auth.User
import dev.plinth.core.ApiKey
import dev.plinth.core.Content
import dev.plinth.core.NotFoundException
import kotlin.jvm.optionals.getOrNull

fun main(arguments: Array<String>) {
    Project.connect(arguments[0], ApiKey.of(arguments[1])).use { project ->
        val ada: User = project.users().create { it.email("ada@example.com").password("correct horse") }
        val email: String? = ada.email().getOrNull()
        println("created $email")

        val avatars = project.buckets().create("avatars") { it.isPublic(true) }
        avatars.upload("ada.txt", Content.ofString("hello")) { it.contentType("text/plain") }
        println(avatars.download("ada.txt").use { it.readAllBytes(100).decodeToString() })
        for (listed in avatars.list()) {
            println(listed.key())
        }
        try {
            avatars.getInfo("missing.txt")
        } catch (e: NotFoundException) {
            println(e.code())
        }
        val session = project.auth().signInWithPassword("ada@example.com", "correct horse")
        println(project.actingAs(session).auth().account().getUser().id() == ada.id())
    }
}
