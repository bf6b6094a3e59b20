package io.patchbay.demo;

/** Somebody who has logged in with a token of their own. Confined to one thread. */
final class Guest implements Presence {
    private final String name;
    private final String token;
    private Client client;
    private String ticket;

    private Guest(String name, String token, Client client, String ticket) {
        this.name = name;
        this.token = token;
        this.client = client;
        this.ticket = ticket;
    }

    static Guest enter(String name, String token) throws InterruptedException, StepFailedException {
        Client client = Client.connect(name, token);
        try {
            String ticket = client.login(token).object().getString("reconnectionTicket");
            return new Guest(name, token, client, ticket);
        } catch (InterruptedException | StepFailedException failed) {
            client.close();
            throw failed;
        }
    }

    @Override
    public void say(String text) throws InterruptedException, StepFailedException {
        client.text("all", text).expectOk();
    }

    @Override
    public void lose() {
        client.close();
    }

    @Override
    public void comeBack() throws InterruptedException, StepFailedException {
        client = Client.connect(name, token);
        try {
            ticket = client.relogin(ticket).text();
        } catch (InterruptedException | StepFailedException failed) {
            client.close();
            throw failed;
        }
    }

    @Override
    public void leave() throws InterruptedException, StepFailedException {
        try {
            client.logout().expectOk();
        } finally {
            client.close();
        }
    }
}
