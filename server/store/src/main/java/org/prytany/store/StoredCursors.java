package org.prytany.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.intake.CursorRepository;
import org.prytany.governance.intake.IntakeCursor;
import org.prytany.spi.Address;
import org.prytany.store.body.ChainBody;
import org.prytany.store.document.CursorDocument;

/** Intake cursors, one document per governor. */
final class StoredCursors implements CursorRepository {

  private static final TypeReference<List<ChainBody.BlockBody>> BLOCKS = new TypeReference<>() {};

  private static final TypeReference<ChainBody.BlockBody> BLOCK = new TypeReference<>() {};

  private final Documents documents;

  StoredCursors(Documents documents) {
    this.documents = documents;
  }

  @Override
  public Optional<IntakeCursor> find(long chainId, Address governor) {
    return documents
        .find(CursorDocument.class, id(chainId, governor))
        .map(
            document -> {
              String where = "cursors/" + document.id();
              Json.checkSchema(document.schema(), where);
              return new IntakeCursor(
                  document.chainId(),
                  new Address(document.governor()),
                  document.version(),
                  document.nextBlock(),
                  Json.read(document.recent(), BLOCKS, where).stream()
                      .map(ChainBody.BlockBody::toDomain)
                      .toList(),
                  Optional.ofNullable(document.begun())
                      .map(json -> Json.read(json, BLOCK, where).toDomain()));
            });
  }

  @Override
  public boolean insert(IntakeCursor cursor) {
    return documents.insert(document(cursor, cursor.version()));
  }

  @Override
  public boolean compareAndSwap(IntakeCursor cursor) {
    CursorDocument next = document(cursor, cursor.version() + 1);
    return documents.swap(next, and(eq("_id", next.id()), eq("version", cursor.version())));
  }

  private static String id(long chainId, Address governor) {
    return chainId + ":" + governor;
  }

  private static CursorDocument document(IntakeCursor cursor, long version) {
    return new CursorDocument(
        id(cursor.chainId(), cursor.governor()),
        Json.SCHEMA,
        version,
        cursor.chainId(),
        cursor.governor().hex(),
        cursor.nextBlock(),
        Json.write(cursor.recent().stream().map(ChainBody.BlockBody::of).toList()),
        cursor.begun().map(ChainBody.BlockBody::of).map(Json::write).orElse(null));
  }
}
