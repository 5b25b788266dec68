package dev.plinth.tests.faults.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.tests.faults.fault.Faults;
import dev.plinth.tests.faults.operation.Operations;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

    private static List<Row> rows() {
        return Faults.all().stream()
                .flatMap(fault -> Operations.all().stream().map(operation -> new Row(operation, fault, 1, 1)))
                .toList();
    }

    @Test
    void everyRowHasANameAndAMarkOfItsOwn() {
        assertThat(rows()).extracting(Row::toString).doesNotHaveDuplicates();
        assertThat(rows()).extracting(Row::mark).doesNotHaveDuplicates();
    }

    @Test
    void aRowAlwaysHasTheSamePositions() {
        Row row = rows().get(0);

        assertThat(row.dice().between(0, 1_000_000)).isEqualTo(row.dice().between(0, 1_000_000));
    }

    @Test
    void everyReasonIsForSomeRow() {
        assertThat(Known.ALL).allSatisfy(known -> assertThat(rows()).anyMatch(known::covers));
    }
}
