using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cendra.Domain.Database.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AddOneTimeCodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "IdentityId",
                table: "Messages",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "QuotesId",
                table: "Messages",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Bsuid",
                table: "ChannelIdentities",
                type: "nvarchar(254)",
                maxLength: 254,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "GuestVersion",
                table: "ChannelIdentities",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "ProvenBy",
                table: "ChannelIdentities",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "OneTimeCodes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AddressHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Number = table.Column<int>(type: "int", nullable: false),
                    ReservationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StayId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    GuestVersion = table.Column<int>(type: "int", nullable: false),
                    Channel = table.Column<int>(type: "int", nullable: false),
                    Asker = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: false),
                    MessageId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    MadeUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Tries = table.Column<int>(type: "int", nullable: false),
                    UsedUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OneTimeCodes", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_IdentityId",
                table: "Messages",
                column: "IdentityId");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_QuotesId",
                table: "Messages",
                column: "QuotesId");

            migrationBuilder.CreateIndex(
                name: "IX_ChannelIdentities_Bsuid",
                table: "ChannelIdentities",
                column: "Bsuid");

            migrationBuilder.CreateIndex(
                name: "IX_OneTimeCodes_AddressHash",
                table: "OneTimeCodes",
                column: "AddressHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OneTimeCodes_MadeUtc",
                table: "OneTimeCodes",
                column: "MadeUtc");

            migrationBuilder.CreateIndex(
                name: "IX_OneTimeCodes_MessageId",
                table: "OneTimeCodes",
                column: "MessageId");

            migrationBuilder.AddForeignKey(
                name: "FK_Messages_ChannelIdentities_IdentityId",
                table: "Messages",
                column: "IdentityId",
                principalTable: "ChannelIdentities",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_Messages_Messages_QuotesId",
                table: "Messages",
                column: "QuotesId",
                principalTable: "Messages",
                principalColumn: "Id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Messages_ChannelIdentities_IdentityId",
                table: "Messages");

            migrationBuilder.DropForeignKey(
                name: "FK_Messages_Messages_QuotesId",
                table: "Messages");

            migrationBuilder.DropTable(
                name: "OneTimeCodes");

            migrationBuilder.DropIndex(
                name: "IX_Messages_IdentityId",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_QuotesId",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_ChannelIdentities_Bsuid",
                table: "ChannelIdentities");

            migrationBuilder.DropColumn(
                name: "IdentityId",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "QuotesId",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "Bsuid",
                table: "ChannelIdentities");

            migrationBuilder.DropColumn(
                name: "GuestVersion",
                table: "ChannelIdentities");

            migrationBuilder.DropColumn(
                name: "ProvenBy",
                table: "ChannelIdentities");
        }
    }
}
