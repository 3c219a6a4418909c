package org.prytany.store;

import org.eclipse.jnosql.communication.semistructured.DatabaseManager;
import org.eclipse.jnosql.lite.mapping.metadata.LiteEntitiesMetadata;
import org.eclipse.jnosql.mapping.core.Converters;
import org.eclipse.jnosql.mapping.metadata.EntitiesMetadata;
import org.eclipse.jnosql.mapping.semistructured.AbstractSemiStructuredTemplate;
import org.eclipse.jnosql.mapping.semistructured.EntityConverter;
import org.eclipse.jnosql.mapping.semistructured.EventPersistManager;

/**
 * JNoSQL's template without a CDI container: the same in the server, in tests and in tools, and one
 * client that its owner closes. The entities' metadata is what the Lite processor wrote.
 */
final class EntityTemplate extends AbstractSemiStructuredTemplate {

  private final DatabaseManager manager;
  private final Converters converters = new Converters();
  private final EventPersistManager events = new SilentEvents();
  private final EntityConverter converter =
      new EntityConverter() {
        @Override
        protected EntitiesMetadata entities() {
          return LiteEntitiesMetadata.INSTANCE;
        }

        @Override
        protected Converters converters() {
          return converters;
        }
      };

  EntityTemplate(DatabaseManager manager) {
    this.manager = manager;
  }

  @Override
  protected EntityConverter converter() {
    return converter;
  }

  @Override
  protected DatabaseManager manager() {
    return manager;
  }

  @Override
  protected EventPersistManager eventManager() {
    return events;
  }

  @Override
  protected EntitiesMetadata entities() {
    return LiteEntitiesMetadata.INSTANCE;
  }

  @Override
  protected Converters converters() {
    return converters;
  }

  /** Nobody observes entities here; the audit log is where acts are written. */
  private static final class SilentEvents extends EventPersistManager {
    @Override
    public <T> void firePreEntity(T entity) {}

    @Override
    public <T> void firePostEntity(T entity) {}
  }
}
