/** What a study tries next. */
@NullMarked
package org.librate.tuning.study.sampler;

import org.jspecify.annotations.NullMarked;
