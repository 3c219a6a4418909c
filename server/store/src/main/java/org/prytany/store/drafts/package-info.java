/** Keeps what a language model wrote, as files beside the store: what is lost is written again. */
@NullMarked
package org.prytany.store.drafts;

import org.jspecify.annotations.NullMarked;
