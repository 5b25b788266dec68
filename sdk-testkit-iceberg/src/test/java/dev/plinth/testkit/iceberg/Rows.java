package dev.plinth.testkit.iceberg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.avro.Avro;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.avro.DataWriter;
import org.apache.iceberg.data.avro.PlannedDataReader;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.OutputFile;

/** Writes and reads the rows of a table, in Avro files, as a program does that has no engine. */
final class Rows {

    private Rows() {}

    /** Creates a row of a table's current schema. */
    static Record row(Table table, Object... values) {
        Record row = GenericRecord.create(table.schema());
        for (int i = 0; i < values.length; i++) {
            row.set(i, values[i]);
        }
        return row;
    }

    /** Writes rows into a new file, without a commit. */
    static DataFile write(Table table, List<Record> rows) throws IOException {
        OutputFile file =
                table.io().newOutputFile(table.locationProvider().newDataLocation(UUID.randomUUID() + ".avro"));
        FileAppender<Record> appender = Avro.write(file)
                .schema(table.schema())
                .createWriterFunc(DataWriter::create)
                .build();
        try (appender) {
            appender.addAll(rows);
        }
        return DataFiles.builder(table.spec())
                .withPath(file.location())
                .withFormat(FileFormat.AVRO)
                .withFileSizeInBytes(appender.length())
                .withMetrics(appender.metrics())
                .build();
    }

    /** Writes rows, and commits them. */
    static void append(Table table, List<Record> rows) throws IOException {
        table.newAppend().appendFile(write(table, rows)).commit();
    }

    /** Reads all rows, each as text. */
    static List<String> read(Table table) throws IOException {
        table.refresh();
        List<String> rows = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                try (CloseableIterable<Record> records = Avro.read(
                                table.io().newInputFile(task.file().location()))
                        .project(table.schema())
                        .createResolvingReader(PlannedDataReader::create)
                        .build()) {
                    records.forEach(record -> rows.add(text(table, record)));
                }
            }
        }
        return rows;
    }

    private static String text(Table table, Record record) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < table.schema().columns().size(); i++) {
            text.append(i == 0 ? "" : ",").append(record.get(i));
        }
        return text.toString();
    }
}
