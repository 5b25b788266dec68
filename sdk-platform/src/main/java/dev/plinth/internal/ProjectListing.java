package dev.plinth.internal;

import dev.plinth.ProjectInfo;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.json.Required;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.paging.DecodedPage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Decodes a page of projects in both formats that platforms use: {@code {pagination, projects}} and a bare array. */
final class ProjectListing {

    private static final JsonReader<Page> OBJECT = Json.reader(Page.class);
    private static final JsonReader<List<ProjectRow.Wire>> ARRAY = Json.listReader(ProjectRow.Wire.class);

    record Page(Optional<Pagination> pagination, @Required List<ProjectRow.Wire> projects) {

        Page {
            projects = List.copyOf(projects);
        }
    }

    record Pagination(Optional<Long> count) {}

    private ProjectListing() {}

    static DecodedPage<ProjectInfo> decode(HttpResponse response) throws IOException {
        Decoder.refuseHtml(response);
        InputStream body = new BufferedInputStream(Decoder.bounded(response));
        body.mark(1);
        boolean bare = body.read() == '[';
        body.reset();
        return bare ? listing(ARRAY.read(body), Optional.empty()) : listing(OBJECT.read(body));
    }

    private static DecodedPage<ProjectInfo> listing(Page page) {
        return listing(page.projects(), page.pagination().flatMap(Pagination::count));
    }

    /** If the response has no count, the list is not paginated and complete. */
    private static DecodedPage<ProjectInfo> listing(List<ProjectRow.Wire> rows, Optional<Long> count) {
        List<ProjectInfo> projects =
                rows.stream().<ProjectInfo>map(ProjectRow::of).toList();
        return new DecodedPage<>(projects, OptionalLong.of(count.orElse((long) rows.size())));
    }
}
