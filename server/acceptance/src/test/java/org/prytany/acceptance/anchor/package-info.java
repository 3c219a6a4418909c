/** Anchors of the audit log on a real chain: signed, mined, and found there again. */
@NullMarked
package org.prytany.acceptance.anchor;

import org.jspecify.annotations.NullMarked;
