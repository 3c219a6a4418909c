/** The stored documents: entities whose form is versioned apart from the domain's records. */
@NullMarked
package org.prytany.store.document;

import org.jspecify.annotations.NullMarked;
