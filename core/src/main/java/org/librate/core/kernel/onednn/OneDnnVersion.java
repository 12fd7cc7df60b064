package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx10_1_512;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx10_1_512_amx;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx10_1_512_amx_fp16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx2;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx2_vnni;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx2_vnni_2;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_vnni;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_sse41;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;
import static org.bytedeco.dnnl.global.dnnl.dnnl_version;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_version_t;

/** Which oneDNN this is and which of the processor's instructions it uses. */
public final class OneDnnVersion {

    private OneDnnVersion() {
    }

    public static String describe() {
        OneDnn.load();
        dnnl_version_t version = dnnl_version();
        return version.major() + "." + version.minor() + "." + version.patch() + ", instruction set " + instructions(dnnl_get_effective_cpu_isa());
    }

    private static String instructions(int isa) {
        Map<Integer, String> names = new LinkedHashMap<>();
        names.put(dnnl_cpu_isa_sse41, "SSE4.1");
        names.put(dnnl_cpu_isa_avx, "AVX");
        names.put(dnnl_cpu_isa_avx2, "AVX2");
        names.put(dnnl_cpu_isa_avx2_vnni, "AVX2 with VNNI");
        names.put(dnnl_cpu_isa_avx2_vnni_2, "AVX2 with VNNI 2");
        names.put(dnnl_cpu_isa_avx512_core, "AVX-512");
        names.put(dnnl_cpu_isa_avx512_core_vnni, "AVX-512 with VNNI");
        names.put(dnnl_cpu_isa_avx512_core_bf16, "AVX-512 with bfloat16");
        names.put(dnnl_cpu_isa_avx10_1_512, "AVX-512 with float16 (AVX10.1)");
        names.put(dnnl_cpu_isa_avx10_1_512_amx, "AVX-512 with AMX");
        names.put(dnnl_cpu_isa_avx10_1_512_amx_fp16, "AVX-512 with AMX float16");
        return names.getOrDefault(isa, "of the processor (code " + isa + ")");
    }
}
