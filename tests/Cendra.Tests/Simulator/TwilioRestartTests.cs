using Cendra.Simulator.Phones;
using Xunit;
using static Cendra.Tests.Simulator.TwilioWorld;

namespace Cendra.Tests.Simulator;

public sealed class TwilioRestartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cendra-simulator-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Everything_goes_on_after_a_restart_from_the_folder()
    {
        string content;
        using (var before = new TwilioWorld(folder))
        {
            content = await before.CreateContentAsync("Welcome home.");
            await before.OpenWindowAsync();
            before.World.LeaveWhatsApp("+34600000000");
            await before.SendAsync("The code is 482913");
            await before.PassAsync(1);
            Assert.Equal(["sent"], before.Receiver.Statuses);
        }

        using var after = new TwilioWorld(folder, seed: 8);
        Assert.Equal(0, after.World.AcceptedMessages());
        await after.PassAsync(60);
        Assert.Equal(["delivered", "read"], after.Receiver.Statuses);
        Assert.Equal(["Hello", "The code is 482913"], after.World.Phone(Guest).Select(message => message.Body));
        Assert.Equal("read", after.World.Phone(Guest)[1].Status);
        Assert.Equal(2, (await after.GetAsync(Messages)).Body["messages"]!.AsArray().Count);

        await after.SendAsync("still inside the window");
        await after.TrySendTemplateAsync(content, "", "+34600000000");
        await after.PassAsync(60);
        Assert.Equal(["sent", "undelivered", "delivered", "read"], after.Receiver.Statuses.Skip(2));
        Assert.Equal(200, (await after.World.PhoneWritesAsync(new PhoneText { From = Guest, Body = "Again" })).Status);
    }

    [Fact]
    public async Task Callback_that_was_held_back_is_made_after_a_restart_and_faults_are_kept()
    {
        using (var before = new TwilioWorld(folder))
        {
            before.World.ReorderNextCallbacks(2);
            await before.SendAsync("Welcome", PhoneChannels.Sms);
            await before.PassAsync(5);
            Assert.Equal(["delivered"], before.Receiver.Statuses);
            before.World.RefuseNextMessages();
        }

        using var after = new TwilioWorld(folder, seed: 8);
        Assert.Equal(429, (int)(await after.TrySendAsync("a")).Status);
        await after.PassAsync(60);
        var call = Assert.Single(after.Receiver.Calls);
        Assert.Equal(("sent", TwilioCallbackTests.Sign(call)), (call["MessageStatus"], call.Signature));
        Assert.Null(after.World.NextDueUtc());
    }
}
