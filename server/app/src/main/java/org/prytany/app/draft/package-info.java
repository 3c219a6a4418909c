/** Reads drafts: the forms in which people have the calls of a proposal that is not made yet. */
@NullMarked
package org.prytany.app.draft;

import org.jspecify.annotations.NullMarked;
