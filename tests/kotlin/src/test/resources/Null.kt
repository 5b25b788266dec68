import dev.plinth.Project

fun nothing(project: Project) {
    project.users().get(null)
}
