package io.patchbay.protocol.v12.internal;

import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.contract.ProtocolContract;

class ProtocolV12ContractTest implements ProtocolContract {
    @Override
    public ProtocolVersion plugin() {
        return new ProtocolV12();
    }
}
