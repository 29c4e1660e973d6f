using Cendra.Domain.Conversations;
using Cendra.Messaging.Outbound;
using Xunit;

namespace Cendra.Tests.Messaging;

/// <summary>Which way a message takes next.</summary>
public sealed class RoutesTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly RouteFacts All = new(HasWhatsApp: true, WindowOpen: true, HasTemplate: true, HasSms: true);

    [Fact]
    public void Free_text_goes_first_where_it_may_then_the_approved_text_then_SMS()
    {
        Assert.Equal(new Route(ChannelKind.WhatsApp, DeliveryForm.FreeText), Routes.Next(All, []));
        Assert.Equal(new Route(ChannelKind.WhatsApp, DeliveryForm.Template), Routes.Next(All with { WindowOpen = false }, []));
        Assert.Equal(new Route(ChannelKind.Sms, DeliveryForm.FreeText), Routes.Next(All with { HasWhatsApp = false }, []));
        Assert.Null(Routes.Next(All with { HasWhatsApp = false, HasSms = false }, []));
        Assert.Null(Routes.Next(All with { WindowOpen = false, HasTemplate = false, HasSms = false }, []));
    }

    [Fact]
    public void Whoever_writes_by_SMS_is_written_to_by_SMS_while_it_works()
    {
        Assert.Equal(ChannelKind.Sms, Routes.Next(All with { Wrote = ChannelKind.Sms }, [])!.Channel);
        Assert.Equal(ChannelKind.WhatsApp, Routes.Next(All with { Wrote = ChannelKind.Sms }, [Failed(ChannelKind.Sms, DeliveryForm.FreeText, "30003")])!.Channel);
    }

    [Theory]
    [InlineData("63016", DeliveryForm.Template)]
    [InlineData("21617", DeliveryForm.Template)]
    [InlineData("63003", null)]
    [InlineData("", null)]
    public void What_only_the_form_kept_back_goes_the_same_way_in_the_other_form(string error, DeliveryForm? form)
    {
        var next = Routes.Next(All, [Failed(ChannelKind.WhatsApp, DeliveryForm.FreeText, error)]);
        Assert.Equal(form is null ? new Route(ChannelKind.Sms, DeliveryForm.FreeText) : new Route(ChannelKind.WhatsApp, form.Value), next);
    }

    [Fact]
    public void A_way_that_failed_is_not_taken_again_and_another_channel_than_the_one_meant_never()
    {
        Assert.Null(Routes.Next(All, [Failed(ChannelKind.WhatsApp, DeliveryForm.Template, "63003"), Failed(ChannelKind.Sms, DeliveryForm.FreeText, "30003")]));
        Assert.Null(Routes.Next(All with { Only = ChannelKind.Sms }, [Failed(ChannelKind.Sms, DeliveryForm.FreeText, "30003")]));
        Assert.Equal(ChannelKind.Sms, Routes.Next(All with { Only = ChannelKind.Sms }, [])!.Channel);
    }

    private static Delivery Failed(ChannelKind channel, DeliveryForm form, string error)
    {
        var delivery = new Delivery { Channel = channel, Form = form, Address = "+34600000001", ErrorCode = error };
        Assert.True(delivery.Advance(DeliveryStatus.Failed, Now));
        return delivery;
    }
}
