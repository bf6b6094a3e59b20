package io.patchbay.sandbox.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;

/** A project in which servers can be made, and the network, the flavor and the image that they are of. Confined to the test's thread. */
final class ServerProject implements AutoCloseable {
    /** At which servers are asked for. */
    static final String VERSION = "compute 2.79";

    private final Tenancy tenancy = Tenancy.open();
    private final String network;
    private final String flavor;
    private final String image;

    ServerProject() {
        tenancy.put(
                        "compute",
                        "/os-quota-sets/" + tenancy.project(),
                        Json.object("quota_set", Json.object("instances", 100, "cores", 100)))
                .is(200);
        tenancy.put(
                        "volume",
                        "/os-quota-sets/" + tenancy.project(),
                        Json.object("quota_set", Json.object("volumes", 100)))
                .is(200);
        network = tenancy.make("network", "networks", "network", Json.object("name", tenancy.name("net")));
        tenancy.make(
                "network",
                "subnets",
                "subnet",
                Json.object("network_id", network, "cidr", "10.60.0.0/24", "ip_version", 4));
        flavor = tenancy.make(
                "compute",
                "flavors",
                "flavor",
                Json.object("name", tenancy.name("f"), "ram", 256, "vcpus", 1, "disk", 1));
        image = tenancy.get("image", "/images?name=blank").text("/images/0/id");
    }

    Tenancy tenancy() {
        return tenancy;
    }

    String network() {
        return network;
    }

    String flavor() {
        return flavor;
    }

    String image() {
        return image;
    }

    /** Asks for a server of the usual flavor. */
    Reply boot(ObjectNode more) {
        ObjectNode asked = Json.object("name", tenancy.name("server"), "flavorRef", flavor);
        return tenancy.send("POST", "compute", "/servers", Json.object("server", asked.setAll(more)), VERSION);
    }

    /** Makes one and waits until it runs. */
    String server(ObjectNode more) {
        String id = boot(more).is(202).text("/server/id");
        tenancy.forget("compute", "/servers/" + id);
        tenancy.await("compute", "/servers/" + id, "/server/status", "ACTIVE");
        return id;
    }

    /** Deletes one and waits until it is gone. */
    void delete(String id) {
        tenancy.delete("compute", "/servers/" + id).is(204);
        tenancy.await("compute", "/servers/" + id, "", "404");
    }

    /** Makes a volume and waits until it can be used. */
    String volume(boolean bootable) {
        String id = tenancy.make(
                "volume",
                "volumes",
                "volume",
                Json.object("name", tenancy.name("volume"), "size", 1, "volume_type", VolumeContractTest.type()));
        tenancy.await("volume", "/volumes/" + id, "/volume/status", "available");
        if (bootable) {
            tenancy.post(
                            "volume",
                            "/volumes/" + id + "/action",
                            Json.object("os-set_bootable", Json.object("bootable", true)))
                    .is(200);
        }
        return id;
    }

    /** The volume that a server runs from, and leaves. */
    static JsonNode bootDisk(String volume) {
        return Json.object(
                "boot_index",
                0,
                "uuid",
                volume,
                "source_type",
                "volume",
                "destination_type",
                "volume",
                "delete_on_termination",
                false);
    }

    @Override
    public void close() {
        tenancy.close();
    }
}
