// Reads what our converter wrote (argument 3, in hexadecimal) and writes a flight of its own.
const {
  SchemaRegistryClient,
  AvroSerializer,
  AvroDeserializer,
  SerdeType,
} = require('@confluentinc/schemaregistry');

async function main(url, ours) {
  const client = new SchemaRegistryClient({ baseURLs: [url] });
  const deserializer = new AvroDeserializer(client, SerdeType.VALUE, {});
  const read = await deserializer.deserialize('ours', Buffer.from(ours, 'hex'));
  console.log(JSON.stringify(read));
  const schema = {
    type: 'record',
    name: 'Flight',
    namespace: 'air',
    fields: [
      { name: 'origin', type: 'string' },
      { name: 'delay', type: ['null', 'int'], default: null },
      { name: 'stops', type: { type: 'array', items: 'string' } },
    ],
  };
  await client.register('theirs-value', { schemaType: 'AVRO', schema: JSON.stringify(schema) }, false);
  const serializer = new AvroSerializer(client, SerdeType.VALUE, {
    useLatestVersion: true,
    autoRegisterSchemas: false,
  });
  const flight = { origin: 'HNL', delay: -3, stops: ['SFO', 'ORD'] };
  const written = await serializer.serialize('theirs', flight);
  console.log(Buffer.from(written).toString('hex'));
}

main(process.argv[2], process.argv[3]).then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
